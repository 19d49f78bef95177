"""What is no export: one clear sentence, exit status 2, and nothing half-written."""

import os
import zipfile

import pytest

BOMB = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
ICS = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20270101T1000"
)
FILES = {
    "sign-in.ics": b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>",
    "page.xml": b"<html><body>no</body></html>",
    "feed.xml": b"<?xml version='1.0'?><rss version='2.0'><channel><title>x</title></channel></rss>",
    "atom.xml": b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'></feed>",
    "bomb.xml": BOMB,
    "half.xml": b"<?xml version='1.0'?><rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>a",
    "half.ics": ICS,
    "empty.ics": b"",
    "empty.csv": b"",
    "one-line.csv": b"title,date\n",
    "noise.bin": os.urandom(2048),
    "noise.csv": bytes(range(128, 256)) * 4,
    "noise.ics": b"BEGIN:VCALENDAR\r\n" + bytes(range(128, 256)) + b"\r\nEND:VCALENDAR",
    "picture.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
    "broken.zip": b"PK\x05\x06" + b"\0" * 18 + b"x",
    "words.txt": b"just some words\nand more\n",
    "deep.xml": b"<rss><channel>" + b"<a>" * 3000 + b"</a>" * 3000 + b"</channel></rss>",
}


def is_refused(town, done):
    assert done.exit_code == 2, done.output
    assert len(done.output.strip().splitlines()) == 1, done.output
    assert town.files() == ["community.yml"]
    assert not (town.root / ".chaguan").exists()


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_export_is_refused_in_one_sentence(town, name):
    town.write(name, FILES[name])
    is_refused(town, town.take_in(name))


def test_a_sign_in_page_is_called_one(town):
    town.write("basic.ics", FILES["sign-in.ics"])

    assert "sign-in page" in town.take_in("basic.ics").output


@pytest.mark.parametrize("kind", ["wxr", "ics", "csv", "jekyll", "hugo", "material", "folder"])
def test_what_is_not_what_was_said_is_refused(town, wxr, item, kind):
    other = wxr(item(1)) if kind != "wxr" else "title,date\nTea,2027-01-01\n"
    town.write("a.file", other)

    is_refused(town, town.take_in("a.file", "--as", kind))


def test_a_file_that_is_not_there_is_said(town):
    is_refused(town, town.take_in("nothing.xml"))


def test_an_archive_that_unpacks_without_end_is_not_opened(town):
    with zipfile.ZipFile(town.root / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"\0" * 300_000_000)

    is_refused(town, town.take_in("a.zip"))


@pytest.mark.parametrize("name", ["../../evil.xml", "/tmp/evil.xml", "a\\..\\..\\evil.xml"])
def test_an_archive_that_writes_elsewhere_is_not_opened(town, name):
    with zipfile.ZipFile(town.root / "a.zip", "w") as archive:
        archive.writestr(name, b"x")

    is_refused(town, town.take_in("a.zip"))


def test_a_file_of_500_mb_is_refused_unread(town):
    with (town.root / "a.xml").open("wb") as file:
        file.write(b"<?xml version='1.0'?><rss>")
        file.truncate(500 * 1024 * 1024)

    is_refused(town, town.take_in("a.xml"))


def test_without_a_community_it_says_how_to_begin(town):
    (town.content / "community.yml").unlink()
    town.content.rmdir()
    town.write("a.csv", "title,date\nTea,2027-01-01\n")
    done = town.take_in("a.csv")

    assert done.exit_code == 2
    assert "chaguan init" in done.output


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; run as somebody else")
def test_without_permission_nothing_is_half_written(town, wxr, item):
    (town.content / "posts").mkdir()
    (town.content / "posts").chmod(0o500)
    town.write("a.xml", wxr(item(1)))
    done = town.take_in("a.xml")

    assert done.exit_code == 2
    assert town.files() == ["community.yml"]


def test_a_file_in_the_way_of_a_folder_leaves_nothing_half_written(town, wxr, item):
    town.write("content/posts", "in the way")
    town.write("a.xml", wxr(item(1)))
    done = town.take_in("a.xml")

    assert done.exit_code == 2, done.output
    assert town.files() == ["community.yml", "posts"]
    assert not (town.root / ".chaguan").exists()


def test_without_a_network_nothing_is_half_written(town, wxr, item):
    picture = '<img src="http://127.0.0.1:9/a.png" alt="x">'
    town.write("a.xml", wxr(item(1, picture)))

    is_refused(town, town.take_in("a.xml", "--pictures", "http://127.0.0.1:9/", "--yes"))


def test_pictures_are_fetched_only_when_somebody_agrees(town, wxr, item):
    picture = '<img src="http://127.0.0.1:9/a.png" alt="x">'
    town.write("a.xml", wxr(item(1, picture)))
    done = town.take_in("a.xml", "--pictures", "http://127.0.0.1:9/", answer="n\n")

    assert done.exit_code == 2
    assert "Fetch 1 pictures from 127.0.0.1:9?" in done.output
    assert town.files() == ["community.yml"]


def test_names_with_slashes_and_dots_stay_inside(town, wxr, item):
    town.write("a.xml", wxr(item(1, name="../../../evil", title="../../x"), item(2, name="a/b")))
    done = town.take_in("a.xml")

    assert done.exit_code == 0, done.output
    assert all(each.startswith(("posts/2019/", "people/", "community")) for each in town.files())
    assert not (town.root.parent / "evil.md").exists()


def test_two_records_of_one_name_are_two_files(town):
    town.write("a.csv", "title,date\nTea,2027-01-01\nTea,2027-01-02\nTEA,2027-01-03\n")
    town.take_in("a.csv", "--yes")

    assert town.files() == [
        "community.yml",
        "events/2027/tea-2027-01-02.yml",
        "events/2027/tea-2027-01-03.yml",
        "events/2027/tea.yml",
    ]


def test_a_picture_outside_the_export_is_not_taken(town):
    town.write("secret.png", b"\x89PNG")
    town.write("old/_config.yml", "title: Quay\n")
    town.write("old/_posts/2016-03-28-a.md", "---\ntitle: A\n---\n![x](../../secret.png)\n")
    town.take_in("old")

    assert not any("secret" in each for each in town.files())


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;COUNT=99999999",
     "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;UNTIL=never"],
)  # fmt: skip
def test_rules_without_sense_or_end_do_not_hold_it_up(town, rule):
    town.write(
        "a.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Tea\r\n"
        f"DTSTART:20270101T100000Z\r\nRRULE:{rule}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    )
    done = town.take_in("a.ics")

    assert done.exit_code in (0, 2), done.output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("table.xlsx", b"PK\x03\x04half"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64),
        ("renamed.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64),
    ],
)
def test_a_workbook_is_told_to_be_saved_as_a_table(town, name, raw):
    town.write(name, raw)
    done = town.take_in(name)

    is_refused(town, done)
    assert "save the sheet as CSV (UTF-8)" in done.output
