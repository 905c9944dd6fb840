"""What she said about how she feels, in words: what she can tick to share, and nobody counts or sorts."""

from __future__ import annotations

from typing import Any

from portal.i18n import N_, _
from portal.readiness import service
from portal.readiness.steps import MARKS, MENU, NOW, PUSHED, PUSHES, STATES, STEPS, WAYS, Step
from portal.work import Work

FEELS = "readiness"
TITLES = {
    FEELS: N_("How I feel about it"),
    PUSHED: N_("Whether somebody is pushing me"),
}


def mine(work: Work) -> dict[str, str]:
    """What there is to share now, by the name it is ticked under. That somebody pushes her stands apart."""
    said = service.latest(work)
    answers = {} if said is None else said.answers
    feels = [
        _told(step, answers[step.name]) for step in STEPS if step.name in answers and step.name != PUSHED
    ]
    found = {FEELS: "\n\n".join(words for words in feels if words)}
    if PUSHED in answers:
        found[PUSHED] = _(PUSHES[answers[PUSHED]])
    return {name: words for name, words in found.items() if words}


def _told(step: Step, answer: Any) -> str:
    words = _answer(step, answer)
    return f"{_(step.title)}\n{words}" if words else ""


def _answer(step: Step, answer: Any) -> str:
    if step.kind == NOW:
        state = answer.get("state")
        return _(STATES[state]) if state else ""
    if step.kind == WAYS:
        return "\n".join(
            f"{_(way.title)}: {_(MARKS[answer[way.name]])}" for way in MENU if way.name in answer
        )
    return str(answer)
