"""`portal programme create` and `portal staff invite`: links, and plain refusals."""

import pytest
from sqlalchemy import select

from portal.keyring.models import Principal, TeamEpoch, TeamMember
from portal.programmes.models import Invitation, Programme, Staff, Team
from tests.programmes.steps import LINK, create, invite, portal


def rows(world, model) -> list:
    with world.stores.main.reading() as main:
        return list(main.scalars(select(model)))


def test_create_makes_a_service_a_team_and_a_link(world):
    ran = portal(
        world, "programme", "create", "Valley Service", "--team", "Lantern team",
        "--languages", "es, ar", "--first", "Noor Aziz",
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "For Noor Aziz, good once and for 72 hours" in ran.stdout
    assert LINK.search(ran.stdout)
    (team,) = [team for team in rows(world, Team) if team.name == "Lantern team"]
    assert team.languages == "es,ar"
    assert "Valley Service" in [programme.name for programme in rows(world, Programme)]
    assert team.id not in {epoch.team_id for epoch in rows(world, TeamEpoch)}


def test_no_passphrase_and_no_key_comes_from_the_command_line(world):
    before = len(rows(world, Principal)), len(rows(world, TeamMember)), len(rows(world, Staff))
    invite(world, "Noor Aziz")
    assert (len(rows(world, Principal)), len(rows(world, TeamMember)), len(rows(world, Staff))) == before


def test_the_code_and_the_name_are_not_kept_in_clear(world):
    code = invite(world, "Noor Aziz").rpartition("/")[2]
    (invitation,) = rows(world, Invitation)
    stored = b"".join(
        path.read_bytes() for path in world.settings.data.iterdir() if path.name != "keyset.json"
    )
    assert code.encode() not in stored
    assert b"Noor" not in stored
    assert invitation.code_mac


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["staff", "invite", "Noor", "--team", "No such team"], "--team: there is not exactly one team"),
        (["staff", "invite", "Noor", "--team", "Bridge team", "--role", "survivor"], "--role"),
        (["staff", "invite", "Noor"], "--team"),
        (["staff", "invite", "--team", "Bridge team"], "NAME"),
        (["programme", "create", "Valley", "--team", "T", "--first", "N", "--languages", "en,xx"], "--lang"),
        (["programme", "create", "Valley", "--team", "T", "--first", "N", "--languages", ""], "--languages"),
        (["programme", "create", "Valley", "--team", "T"], "--first"),
        (["programme", "create", " ", "--team", "T", "--first", "N"], "NAME"),
        (["programme", "create", "Valley", "--team", "", "--first", "N"], "--team"),
        (["programme", "create", "V" * 121, "--team", "T", "--first", "N"], "NAME"),
        (["programme", "create", "Valley", "--team", "T", "--first", "N" * 51], "--first"),
        (["staff", "invite", "N" * 51, "--team", "Bridge team"], "NAME"),
        (["programme", "create", "Valley", "--team", "Bridge team", "--first", "N"], "a team of that name"),
        (["no-such-command"], "no-such-command"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else None,
)  # fmt: skip
def test_bad_input_gets_one_plain_line_and_leaves_nothing(world, arguments, said):
    before = len(rows(world, Team)), len(rows(world, Invitation))
    ran = portal(world, *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("portal: ")
    assert len(ran.stderr.splitlines()) == 1
    assert said in ran.stderr
    assert (len(rows(world, Team)), len(rows(world, Invitation))) == before


def test_two_teams_of_one_service_are_told_apart_by_name(world):
    create(world, team="Lantern team")
    assert invite(world, "Noor Aziz", team="Lantern team") != invite(world, "Noor Aziz", team="Bridge team")


def test_the_link_is_in_the_first_language_offered(world):
    ran = portal(world, "staff", "invite", "Noor", "--team", "Bridge team", PORTAL_LANGUAGES="ar,en")
    assert LINK.search(ran.stdout).group(1) == "ar"
