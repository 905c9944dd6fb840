"""Others beside her, on a portal that really runs: one who helps and translates, messages, and the outbox."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from secrets import token_hex

from portal.helping.translated import ATTESTS
from tests.real.visit import WORDS, Visit, word

PART = 1
NAMES = ("suggested", "asked about", "noted", "translated", "qualified", "message", "answer")
WORDS |= {name: word(name) for name in (*NAMES, "helper")}
ADDRESS = WORDS["address"] = f"she-{token_hex(8)}@mailbox.example"


def lets_a_helper_in(visit: Visit) -> None:
    link = visit.service.portal("staff", "invite", WORDS["helper"], "--team", "Bridge", "--role", "advocate")
    visit.helper.sign_up(link.split()[-1], "Make my account")
    visit.cookies += visit.helper.wire.cookies.values()


def lends(visit: Visit, scope: str, **languages: str) -> str:
    """The helper makes a number, she types it and says yes twice. Returns the access."""
    visit.helper.get("/en/helping/offer")
    visit.helper.submit({"where": "here"}, "Make a number")
    (paper,) = visit.helper.page.all(css="paper")
    visit.her.get("/en/mine/people/number")
    visit.her.submit({"code": "".join(paper.itertext()).strip()}, "Go on")
    chosen = {"parts": [str(PART)], "scope": scope, "days": "7", "safe": True}
    visit.her.submit(chosen | languages, "Go on")
    visit.her.fill("yes", {}).submit("Yes, for these days")
    return visit.her.page.path.rstrip("/").rsplit("/", 1)[-1]


def is_helped(visit: Visit) -> None:
    access = lends(visit, "suggest")
    visit.ids["helping"] = access
    visit.helper.get(f"/en/helping/{access}/{PART}")
    visit.helper.submit({"text": WORDS["suggested"], "said": WORDS["asked about"]}, "Suggest it")
    visit.helper.get(f"/en/helping/{access}/note")
    visit.helper.submit({"text": WORDS["noted"]}, "Save")
    visit.told["helper"] = visit.helper.get(f"/en/helping/{access}/note").body
    visit.her.get("/en/mine/people/")
    (waits,) = {href for _words, href in visit.her.page.links() if "/suggested/" in href}
    visit.told["helper"] += visit.her.get(waits).text


def is_translated(visit: Visit) -> None:
    access = lends(visit, "translate", from_language="en", to_language="es")
    visit.helper.get(f"/en/helping/{access}/{PART}/translation")
    said = {"paragraphs-0-text": WORDS["translated"], "qualification": WORDS["qualified"], ATTESTS: True}
    visit.helper.submit(said, "Save")
    visit.told["translated"] = visit.her.get(f"/en/mine/people/translated/{PART}").text


def waits_for_news(visit: Visit) -> None:
    """Her safe day is three days away: what is for her mailbox stays in the outbox."""
    day = (datetime.now(UTC) + timedelta(days=3)).isoweekday()
    visit.her.get("/en/mine/contact/times")
    visit.her.fill({"days": [str(day)]}).submit("act=save")
    visit.her.get("/en/mine/contact/news")
    visit.her.submit({"to": ADDRESS, "kinds": ["message"]}, "Send me messages")
    visit.told["address"] = visit.her.get("/en/mine/contact/news").body


def writes_messages(visit: Visit) -> None:
    access = visit.ids["helping"]
    hers, theirs = f"/en/mine/people/messages/{access}", f"/en/helping/{access}/messages"
    for who, where, name in ((visit.her, hers, "message"), (visit.helper, theirs, "answer")):
        who.get(where)
        who.submit({"text": WORDS[name]}, "Send")
    visit.told["messages"] = visit.her.get(hers).text
    with closing(sqlite3.connect(visit.service.data / "main.db")) as main:
        visit.told["outbox"] = str(main.execute("SELECT state, tries FROM outgoing").fetchall())


HELP_ACTS = (lets_a_helper_in, is_helped, is_translated, waits_for_news, writes_messages)
