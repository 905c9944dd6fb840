"""A key that was written down by hand can be typed back, and a slip of the pen is noticed."""

from pathlib import Path

import pytest
from mnemonic import Mnemonic

from portal.crypto import KeysetError, new_id, new_key
from portal.keyring import paper
from tests.command import run
from tests.keys.steps import at_a_terminal, refused

ID, KEY = bytes(range(16)), bytes(range(32))


@pytest.fixture(scope="module")
def sheet(tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """A new keyset, and what its maker wrote down."""
    path = tmp_path_factory.mktemp("made") / "keyset.json"
    code, shown = at_a_terminal("keys", "init", "--paper", str(path))
    assert code == 0, shown
    rows = [line.strip().partition(":") for line in shown.splitlines() if line.startswith("  ")]
    return path, {label: line.strip() for label, _, line in rows}


def read(rows: dict[str, str]) -> tuple[bytes, bytes]:
    kek_id, key = paper.key_of([paper.checked(label, rows[label]) for label in paper.LABELS])
    paper.check_whole(kek_id, key, rows[paper.WHOLE])
    return kek_id, key


def test_any_key_comes_back():
    for _ in range(50):
        kek_id, key = new_id(), new_key()
        assert read(paper.lines(kek_id, key)) == (kek_id, key)


def test_the_words_are_bip_39():
    """So that any tool for such words reads the key, should this program be gone."""
    rows = paper.lines(ID, KEY)
    words = [word for label in paper.LABELS[1:] for word in rows[label].split()[:4]]
    assert Mnemonic("english").check(" ".join(words))
    assert bytes(Mnemonic("english").to_entropy(words)) == KEY


def test_the_sheet_stays_the_same():
    """Written down years ago, it must still fit."""
    assert paper.lines(ID, KEY) == {
        "Key id": "0001 0203 0405 0607 0809 0a0b 0c0d 0e0f cheap",
        "Line 1": "abandon amount liar amount false",
        "Line 2": "expire adjust cage candy perfect",
        "Line 3": "arch gather drum bullet worry",
        "Line 4": "absurd math era live gas",
        "Line 5": "bid rhythm alien crouch flock",
        "Line 6": "range attend journey unaware transfer",
        "Whole": "beach senior state",
    }


def test_it_is_typed_as_people_type():
    rows = {label: f"  {line.upper().replace(' ', ' , ')}. " for label, line in paper.lines(ID, KEY).items()}
    assert read(rows) == (ID, KEY)


@pytest.mark.parametrize("label", [*paper.LABELS, paper.WHOLE])
def test_one_wrong_word_is_noticed_and_its_line_named(label):
    good = paper.lines(ID, KEY)
    words = good[label].split()
    for at in range(len(words)):
        wrong = [*words[:at], "zoo", *words[at + 1 :]]
        with pytest.raises(KeysetError, match=f"^{label} does not fit"):
            read({**good, label: " ".join(wrong)})
    for wrong in ([], words[:-1], [*words, "zoo"], words[1:] + words[:1]):
        with pytest.raises(KeysetError, match=f"^{label} does not fit"):
            read({**good, label: " ".join(wrong)})


def test_lines_in_the_wrong_order_are_noticed():
    rows = paper.lines(ID, KEY)
    rows["Line 2"], rows["Line 3"] = rows["Line 3"], rows["Line 2"]
    with pytest.raises(KeysetError, match=r"^Line 2 does not fit"):
        read(rows)


def test_lines_of_another_sheet_are_noticed():
    """Every line fits its own last word, and still it is not one key."""
    rows, other = paper.lines(ID, KEY), paper.lines(ID, KEY[::-1])
    with pytest.raises(KeysetError, match=r"are not a key|are they all from one sheet"):
        read({**rows, "Line 4": other["Line 4"]})
    with pytest.raises(KeysetError, match="are they all from one sheet"):
        read({**paper.lines(ID[::-1], KEY), paper.WHOLE: rows[paper.WHOLE]})


def test_the_file_comes_back_from_paper(sheet, tmp_path):
    path, rows = sheet
    again = tmp_path / "again.json"
    ran = run("keys", "from-paper", str(again), typed="\n".join(rows.values()) + "\n")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert again.read_bytes() == path.read_bytes()
    assert again.stat().st_mode & 0o777 == 0o400


def test_at_a_terminal_a_wrong_line_is_asked_for_again(sheet, tmp_path):
    path, rows = sheet
    typed = [line for row in rows.values() for line in (f"zoo {row}", row)]
    code, shown = at_a_terminal("keys", "from-paper", str(tmp_path / "again"), typed="\n".join(typed) + "\n")
    assert code == 0, shown
    for label in rows:
        assert f"{label} does not fit" in shown
    assert (tmp_path / "again").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("label", ["Key id", "Line 1", "Line 6", "Whole"])
def test_a_mistyped_line_gets_one_plain_line_and_makes_nothing(sheet, tmp_path, label):
    _path, rows = sheet
    typed = "\n".join({**rows, label: f"zoo {rows[label]}"}.values())
    refused(run("keys", "from-paper", str(tmp_path / "again"), typed=typed), f"{label} does not fit")
    assert not (tmp_path / "again").exists()


def test_a_sheet_that_ends_early(sheet, tmp_path):
    _path, rows = sheet
    typed = "".join(f"{row}\n" for row in list(rows.values())[:3])
    refused(run("keys", "from-paper", str(tmp_path / "again"), typed=typed), "Line 3 is missing")


def test_a_file_that_is_there_is_left_alone(sheet, tmp_path):
    path, _rows = sheet
    before = path.read_bytes()
    refused(run("keys", "from-paper", str(path)), "exists already")
    refused(run("keys", "from-paper", str(tmp_path / "no folder" / "x")), "Key id is missing")
    assert path.read_bytes() == before


def test_a_key_is_shown_to_a_terminal_only(tmp_path):
    ran = run("keys", "init", "--paper", str(tmp_path / "keyset.json"))
    refused(ran, "run it in a terminal")
    assert ran.stdout == ""
    assert not (tmp_path / "keyset.json").exists()


def test_without_being_asked_no_key_is_shown(tmp_path):
    code, shown = at_a_terminal("keys", "init", str(tmp_path / "keyset.json"))
    assert (code, len(shown.splitlines())) == (0, 1)
