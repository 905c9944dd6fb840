"""The exact texts a person agrees to, by purpose and version.

A version, once used, is never changed: a better text is a new version. Texts are exact rather than
soft; each language's catalogue holds its own, and what was shown is kept with the consent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.crypto import digest, lp
from portal.i18n import N_, _, current_language, format_datetime

PROPOSED = timedelta(days=30)
LONGEST = timedelta(days=90)  # a usual default where confidentiality law sets a limit (Washington State)


@dataclass(frozen=True)
class Notice:
    purpose: str
    version: int
    name: str
    paragraphs: tuple[str, ...]

    def in_words(self, team: str, lapses_at: datetime) -> list[str]:
        """What stands on her screen, in her language."""
        values = {"team": team, "date": format_datetime(lapses_at)}
        return [_(paragraph, **values) for paragraph in self.paragraphs]


_COMMON = (
    N_("It is your choice. Saying no changes nothing: not the help you get, not your place here."),
    N_("%(team)s can read the parts you ticked, as they are today. What you write later is not shared."),
    N_("They can read until %(date)s. You can stop it before, on any day, without giving a reason."),
    N_("Everybody in this team can read it. You will see who opened it and when."),
    N_(
        "They may not pass it on to anybody without your yes. In some places the law makes them tell "
        "somebody, for example when a child is in danger, or when a court orders it. Ask them before you "
        "say yes."
    ),
    N_("We cannot take back what someone has already read, written down, printed or downloaded."),
)

NOTICES: dict[str, Notice] = {
    "possible": Notice(
        "possible",
        1,
        N_("To find out what is possible"),
        (
            N_("You let %(team)s read this so that they can tell you what is possible for you here."),
            *_COMMON,
        ),
    ),
    "prepare": Notice(
        "prepare",
        1,
        N_("To prepare the next step"),
        (
            N_(
                "You let %(team)s read this so that they can prepare the next step with you. They may not "
                "show any of it to the person who hurt you."
            ),
            *_COMMON,
        ),
    ),
}


def text_and_hash(notice: Notice, words: list[str]) -> tuple[str, bytes]:
    text = "\n\n".join(words)
    return text, digest(lp("notice/v1", notice.purpose, notice.version, current_language(), text))
