"""Whatever a feed does, the worst that comes of it is a row in the report, or a refusal of the whole feed."""

import json
import zipfile
from itertools import pairwise
from uuid import UUID

import pytest

from portal.directory.remarks import Unreadable, Weight
from tests.directory.feeds import all_entries, bodies, bring, cards, page_of, said, service, table

SERVICES = "id,name,status,description\n1,Help,active,words\n"


def packed(folder, *files, name="feed.zip"):
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for inside, text in files:
            out.writestr(inside, text)
    return path


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.json", b"", "nothing of the standard"),
        ("a.json", b"not json", "not"),
        ("a.json", b'{"contents": [{"id": "1", "name": "A"}, {"id": "2", "na', "not whole JSON"),
        ("a.json", b'[{"id": 1, "name": "A"}', "not whole JSON"),
        ("a.json", b'{"a": 1}', "nothing of the standard"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.json", b'{"contents": [' + b'{"a":' * 500 + b"1" + b"}" * 500 + b"]}", "nested too deeply"),
        ("a.json", b"[1, 2, null]", "nothing of the standard"),
        ("service.json", b'{"name": "service", "properties": {"id": {}}}', "nothing of the standard"),
        ("a.csv", b"", "nothing of the standard"),
        ("a.csv", b"\n\n1,2\n", "no line with the names"),
        ("a.csv", b"<html><body>404</body></html>", "called a table and is none"),
        ("a.csv", b"name,id\n", "nothing of the standard"),
        ("a.pdf", b"%PDF-1.7 \x00\xff\xfe", "nothing of the standard"),
        ("a.zip", b"PK\x03\x04 and no more", "damaged"),
        ("a.zip", b"nothing like a zip", "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused(store, quick_folder, name, content, why):
    path = quick_folder / name
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=why):
        bring(store, path)
    assert not all_entries(store)


def test_a_feed_cut_off_leaves_what_was_there(store, quick_folder):
    path = page_of(quick_folder, service(name="A"), service(name="B"))
    bring(store, path)
    before = all_entries(store)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(Unreadable):
        bring(store, path)
    assert all_entries(store) == before


@pytest.mark.parametrize(
    ("encoding", "mended"), [("utf-8-sig", False), ("cp1252", True), ("utf-16", False), ("utf-8", False)]
)
@pytest.mark.parametrize("name", ["services.csv", "services.json"])
def test_any_encoding(store, quick_folder, encoding, mended, name):
    path = quick_folder / name
    as_json = json.dumps([service(name="Ayuda legal ñandú")], ensure_ascii=False)
    path.write_bytes((as_json if "json" in name else "id,name\n1,Ayuda legal ñandú\n").encode(encoding))
    _counts, report = bring(store, path)
    assert bodies(store, "service")[0]["name"] == "Ayuda legal ñandú"
    assert ("the file: not in UTF-8: read as Windows-1252 (Latin)" in set(said(report))) == mended


def test_a_zip_whose_names_lead_out_of_it(store, quick_folder):
    path = packed(
        quick_folder, ("services.csv", SERVICES), ("../../evil/organizations.csv", "id,name\n1,Evil\n"),
        ("/etc/locations.csv", "id,name\n1,Evil\n"), ("__MACOSX/._services.csv", "x"), ("notes.txt", "x"),
    )  # fmt: skip
    counts, report = bring(store, path)
    assert counts.services == 1
    assert "Evil" not in str(all_entries(store))
    assert not (quick_folder.parent / "evil").exists()
    assert list(said(report, Weight.ASIDE)) == ["the file: its name leads out of the zip: left out"] * 2


def test_a_zip_bomb(store, quick_folder):
    path = packed(quick_folder, ("services.csv", SERVICES + "x" * (65 << 20)))
    with pytest.raises(Unreadable, match="that is no feed"):
        bring(store, path)


@pytest.mark.parametrize("how", [zipfile.ZIP_LZMA, zipfile.ZIP_STORED])
def test_a_zip_that_is_damaged_in_an_unusual_way(store, quick_folder, how):
    path = quick_folder / "feed.zip"
    with zipfile.ZipFile(path, "w", how) as made:
        made.writestr("services.csv", SERVICES)
    content = bytearray(path.read_bytes())
    if how == zipfile.ZIP_LZMA:
        begins = content.index(b"services.csv") + 21
        content[begins : begins + 20] = b"\xff" * 20
    else:  # a name said to be UTF-8
        begins = content.index(b"PK\x01\x02")
        content[begins + 9] |= 8
        content[begins + 46] = 0xFF
    path.write_bytes(content)
    with pytest.raises(Unreadable, match="cannot be read"):
        bring(store, path)


def test_a_column_nested_too_deeply_is_a_text(store, quick_folder):
    deep = "[" * 800 + "]" * 800
    bring(store, table(quick_folder, "services", f"id,name,more_json\n1,Help,{deep}\n"))
    assert bodies(store, "service")[0]["more_json"] == deep


def test_few_rows_that_name_millions(store, quick_folder):
    """Each id twice, one inside another: at every step there are twice as many."""
    folder = quick_folder / "feed"
    folder.mkdir()
    ids = [str(UUID(int=n)) for n in range(30)]
    rows = [f"{id},{before},metadata,{n}\n" for before, id in pairwise(ids) for n in range(2)]
    table(folder, "services", f"id,name\n{ids[0]},Help\n")
    table(folder, "metadata", "id,resource_id,resource_type,field_name\n" + "".join(rows))
    _counts, report = bring(store, folder)
    assert str(bodies(store, "service")).count("field_name") <= 5000
    assert any(line.startswith("service: too much belongs") for line in said(report, Weight.ASIDE))


@pytest.mark.parametrize("how", ["table", "again"])
def test_more_telephones_than_anybody_has(store, quick_folder, how):
    numbers = [{"id": str(n), "number": f"555 {n:04}"} for n in range(600)]
    folder = quick_folder / "feed"
    folder.mkdir()
    if how == "table":
        table(folder, "services", "id,name\n1,Help\n")
        rows = [f"{one['id']},1,{one['number']}\n" for one in numbers]
        table(folder, "phones", "id,service_id,number\n" + "".join(rows))
    else:
        page_of(folder, *(service(id="1", phones=[one]) for one in numbers))
    _counts, report = bring(store, folder)
    assert len(bodies(store, "service")[0]["phones"]) == 500
    assert list(said(report, Weight.ASIDE))


def test_a_locked_zip(store, quick_folder):
    path = packed(quick_folder, ("services.csv", SERVICES))
    content = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    path.write_bytes(content)
    with pytest.raises(Unreadable, match="locked"):
        bring(store, path)


def test_fields_of_ten_megabytes(store, quick_folder):
    long = "word " * (2 << 20)
    counts, report = bring(store, page_of(quick_folder, service(name=long, description=long)))
    assert counts.services == 1
    assert len(bodies(store, "service")[0]["name"]) == 300
    assert len(bodies(store, "service")[0]["description"]) <= 20_000
    assert any(line.startswith("service.description: longer than 20000 characters") for line in said(report))
    table(quick_folder, "services", f'id,name,description\n7,Table,"{long}"\n')
    assert bring(store, quick_folder / "services.csv", "tables")[0].services == 1


def test_circles(store, quick_folder):
    folder = quick_folder / "feed"
    folder.mkdir()
    table(folder, "organizations", "id,name,parent_organization_id\n1,A,2\n2,B,1\n3,C,3\n")
    table(folder, "services", "id,name,organization_id\n1,Help,1\n")
    table(folder, "taxonomy_terms", "id,name,description,parent_id\n1,x,x,2\n2,y,y,1\n3,z,z,3\n")
    table(folder, "contacts", "id,name,contact_id,phone_id\n1,x,1,\n2,y,,1\n")
    table(folder, "phones", "id,number,phone_id,service_id,contact_id\n1,555 0100,1,1,2\n")
    table(folder, "languages", "id,name,phone_id\n1,English,1\n")
    counts, report = bring(store, folder, with_contacts=True)
    assert counts.services == 1
    assert "organization.parent_organization_id: its own parent: left out" in set(said(report))
    assert "taxonomy_term.parent_id: its own parent: left out" in set(said(report))


def test_markup_and_scripts_in_names(store, quick_folder):
    named = "<b onclick=x>Safe</b> house<script>alert(1)</script>"
    _counts, report = bring(store, page_of(quick_folder, service(name=named, url="javascript:alert(1)"),
                                           service(name="Other"), service(name="Third")))  # fmt: skip
    assert cards(store)[1].name == "Safe house"
    assert "script" not in str(cards(store)[1].words)
    assert "service.url: not an address on the web: kept aside as url_as_given" in set(said(report))


def test_times_that_are_none(store, quick_folder):
    hours = [
        {"id": "1", "opens_at": "9-5ish", "byday": "Monday"},
        {"id": "2", "opens_at": "9am-5pm", "byday": "TU,WE"},
        {"id": "3", "description": "9:00am-5:00pm, Mon-Fri"},
        {"id": "4", "byday": "whenever"},
    ]
    _counts, report = bring(store, page_of(quick_folder, service(schedules=hours)))
    first, second, third, fourth = bodies(store, "service")[0]["schedules"]
    assert (first["byday"], first["description"]) == ("MO", "9-5ish")
    assert (second["opens_at"], second["closes_at"]) == ("09:00", "17:00")
    assert (third["opens_at"], third["byday"]) == ("09:00", "MO,TU,WE,TH,FR")
    assert fourth["byday_as_given"] == "whenever"
    assert "schedule.opens_at: not a time of day: kept in the description" in set(said(report))


def test_ids_that_are_blank_or_used_twice(store, quick_folder):
    _counts, report = bring(store, table(
        quick_folder, "services",
        "id,name,status\n1,Help,active\n1,Other help,active\n1,Help,active\n"
        ",Blank one,active\n,Blank two,active\n",
    ))  # fmt: skip
    assert [card.name for card in cards(store)] == ["Blank one", "Blank two", "Help", "Other help"]
    assert set(said(report)) == {
        "service.id: used for another service before: given an id of its own",
        "service: the same again: left out",
        "service.id: blank: one was made out of the record",
    }


def test_rows_of_the_wrong_length_and_columns_twice(store, quick_folder):
    _counts, report = bring(
        store, table(quick_folder, "services", "ID;Name;status;status\n1;Help\n2;More;active;x;y\n")
    )
    assert [card.name for card in cards(store)] == ["Help", "More"]
    wrong = {fault.wrong for fault in report.faults}
    assert {"fewer cells than columns", "more cells than columns", "two columns of that name"} <= wrong


def test_records_that_are_no_records(store, quick_folder):
    odd = service(
        phones="555 0100", languages=[1, None, "x"], schedules={"opens_at": "9:00"}, organization=7,
        attributes=[{"taxonomy_term": "x"}], service_at_locations=["x"], name=["a", "b"], email=None,
    )  # fmt: skip
    counts, _report = bring(
        store, page_of(quick_folder, odd, 7, None, "x", [], service(name="Fine"), service(name="Too"))
    )
    assert [card.name for card in cards(store)] == ["Fine", "Too"]
    assert counts.services == 2


def test_most_services_broken_is_a_feed_that_is_shifted(store, quick_folder):
    rows = "".join(f"{n},Help {n},not a number\n" for n in range(5))
    with pytest.raises(Unreadable, match="5 of its 5"):
        bring(store, table(quick_folder, "services", "id,name,minimum_age\n" + rows))
