"""A round of gathering: members' blogs and neighbours, over a real server, night after night."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from chaguan.check import every_problem
from chaguan.gathering.fetch import Limits
from chaguan.gathering.files import write
from chaguan.gathering.run import gather
from chaguan.load import load
from support.web import Web, serving

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
RSS = '<rss version="2.0"><channel><title>{}</title><link>{}</link>{}</channel></rss>'
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:tea
SUMMARY:Tea
DTSTART;TZID=Asia/Taipei:20261205T193000
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()


class Town:
    """A content folder whose people and neighbours are on a server."""

    def __init__(self, folder: Path, web: Web, here: Limits) -> None:
        self.folder, self.web, self.here = folder, web, here
        self.settings()

    def settings(self, *neighbours: str) -> None:
        lines = "".join(f"  - {{name: {path}, url: '{self.at(path)}'}}\n" for path in neighbours)
        more = f"neighbours:\n{lines}" if lines else ""
        text = f"name: A\nuid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\ntimezone: Asia/Taipei\n{more}"
        (self.folder / "community.yml").write_text(text, encoding="utf-8")

    def at(self, path: str) -> str:
        return path if "://" in path else f"{self.web.url}{path}"

    def person(self, id: str, feed: str, more: str = "") -> None:
        (self.folder / "people").mkdir(exist_ok=True)
        text = f"name: {id}\nfeed: '{self.at(feed)}'\n{more}"
        (self.folder / f"people/{id}.yml").write_text(text, encoding="utf-8")

    def blog(self, path: str, *titles: str, name: str = "Notes") -> None:
        items = "".join(
            f"<item><title>{each}</title><link>{self.web.url}{path}/{number}</link>"
            f"<description>{each}, at length: {each * 9}</description>"
            f"<pubDate>Fri, {20 - number} Nov 2026 08:00:00 +0800</pubDate></item>"
            for number, each in enumerate(titles)
        )
        self.web.pages[f"/{path}"] = RSS.format(name, self.web.url, items).encode()

    def round(self, now: datetime = NOON) -> dict[str, str]:
        """What came of each line that names a source."""
        outcomes = gather(load(self.folder).community, now, self.here)
        write(self.folder, {each.path: each.text for each in outcomes})
        return {f"{each.position.path}:{each.position.line}": each.subject for each in outcomes}

    def files(self) -> dict[str, bytes]:
        return {each.name: each.read_bytes() for each in sorted(self.folder.glob(".gathered/*"))}

    def only(self) -> dict[str, object]:
        (text,) = self.files().values()
        found: dict[str, object] = json.loads(text)
        return found

    def codes(self) -> list[str]:
        return [each.code for each in every_problem(load(self.folder), ())]


@pytest.fixture
def town(tmp_path, web, here):
    return Town(tmp_path, web, here)


def test_first_round_brings_what_is_there(town):
    town.person("lin-mei", "mei.xml")
    town.blog("mei.xml", "Rain", "Tea")
    town.settings("marsh.ics")
    town.web.pages["/marsh.ics"] = ICS
    said = town.round()
    loaded = load(town.folder)

    assert said == {"community.yml:5": "fine", "people/lin-mei.yml:2": "fine"}
    (feed,) = loaded.community.gathered.feeds
    assert [each.title for each in feed.entries] == ["Rain", "Tea"]
    (calendar,) = loaded.community.gathered.calendars
    assert [each.uid for each in calendar.events] == ["tea"]
    assert loaded.problems == ()


@pytest.mark.slow
def test_same_answers_make_the_same_bytes_whenever_they_are_asked(town):
    town.person("lin-mei", "mei.xml")
    town.blog("mei.xml", "Rain", "Tea")
    town.settings("marsh.ics")
    town.web.pages["/marsh.ics"] = ICS
    town.round()
    before = town.files()
    for night in range(1, 4):
        town.web.headers["/mei.xml"] = {"ETag": f'"{night}"'}
        assert set(town.round(NOON + timedelta(days=night)).values()) == {"nothing_new"}

    assert len(before) == 2
    stamped = json.loads(town.files()["person-lin-mei.json"])
    stamped.pop("etag")
    assert stamped == json.loads(before["person-lin-mei.json"])


def test_this_machine_is_asked_for_nothing_by_default(town):
    town.here = Limits()
    town.person("lin-mei", "mei.xml")
    town.blog("mei.xml", "Rain")

    assert town.round() == {"people/lin-mei.yml:2": "failed.private"}
    assert town.web.asked == []


def test_what_has_not_changed_is_asked_for_by_its_mark(town):
    town.person("lin-mei", "mei.xml")
    town.blog("mei.xml", "Rain")
    town.web.headers["/mei.xml"] = {"ETag": '"1"'}
    town.round()
    town.web.answer("/mei.xml", 304)
    before = town.files()

    assert town.round() == {"people/lin-mei.yml:2": "nothing_new"}
    assert town.web.said[-1]["if-none-match"] == '"1"'
    assert town.files() == before


@pytest.mark.skipif(sys.platform != "linux", reason="needs a second address of this machine")
def test_redirect_to_another_host_stops_the_source_until_somebody_agrees(town):
    town.person("lin-mei", "mei.xml")
    town.blog("mei.xml", "Rain")
    town.round()
    with serving("127.0.0.2") as casino:
        town.here = Limits(allows=lambda address: address.startswith("127.0.0."))
        casino.pages["/win.xml"] = RSS.format("Win", casino.url, "").encode()
        town.web.turn("/mei.xml", f"{casino.url}win.xml", status=301)
        stopped = town.round()
        again = town.round()

        assert stopped == again == {"people/lin-mei.yml:2": "moved"}
        assert casino.asked == []
        assert town.web.asked.count("/mei.xml") == 2  # once when it was well, once when it led away
        assert "GA110" in town.codes()
        assert [each["title"] for each in town.only()["entries"]] == ["Rain"]

        town.person("lin-mei", f"{casino.url}win.xml")
        assert town.round() == {"people/lin-mei.yml:2": "nothing_new"}
        assert town.only()["host"] == "127.0.0.2"
        assert town.codes() == ["GA115"]  # a test's host is none that others can ask


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<html>Sign in</html>", "no_feed"),
        (b"x" * 2_100_000, "large"),
        (None, "http"),
    ],
)
def test_source_that_fails_keeps_what_it_had_and_since_when(town, body, why):
    town.person("lin-mei", "mei.xml")
    town.blog("mei.xml", "Rain")
    town.round()
    town.web.pages["/mei.xml"] = body
    town.round(NOON + timedelta(days=1))
    town.round(NOON + timedelta(days=2))
    found = town.only()

    assert (found["failing"], found["reason"]) == ("2026-11-30", why)
    assert [each["title"] for each in found["entries"]] == ["Rain"]

    town.blog("mei.xml", "Rain")
    town.round(NOON + timedelta(days=3))
    assert "failing" not in town.only()


def test_one_source_that_fails_stops_no_other(town):
    town.person("lin-mei", "mei.xml")
    town.person("wu-hai", "hai.xml")
    town.person("tina-hsu", "http://nowhere.invalid/feed")
    town.blog("hai.xml", "Rain")
    said = town.round()

    assert said["people/wu-hai.yml:2"] == "fine"
    assert said["people/lin-mei.yml:2"] == "failed.http"
    assert said["people/tina-hsu.yml:2"].startswith("failed.")


def test_one_host_is_asked_one_thing_at_a_time(town):
    for number in range(6):
        town.person(f"p{number}", f"{number}.xml")
        town.blog(f"{number}.xml", f"Rain {number}")
    town.round()

    assert len(town.web.asked) == 6
    assert town.web.at_once == 1


def test_unlisted_person_is_not_asked_for(town):
    town.person("lin-mei", "mei.xml", "unlisted: true\n")
    town.blog("mei.xml", "Rain")

    assert town.round() == {}
    assert town.web.asked == []
    assert town.files() == {}


def test_file_goes_with_its_line(town):
    town.person("lin-mei", "mei.xml")
    town.blog("mei.xml", "Rain")
    town.settings("marsh.ics")
    town.web.pages["/marsh.ics"] = ICS
    town.round()
    town.settings()
    town.person("lin-mei", "mei.xml", "unlisted: true\n")
    town.round()

    assert town.files() == {}


def test_town_whose_data_is_not_there_is_asked_for_a_calendar(town):
    town.settings("marsh/calendar")
    town.web.pages["/marsh/calendar"] = ICS

    assert set(town.round().values()) == {"fine"}
    assert town.web.asked == ["/marsh/calendar/api/community.json", "/marsh/calendar"]


def test_town_is_asked_for_its_data_and_for_the_calendar_of_its_series(town):
    event = {
        "id": "walk", "uid": "walk", "title": "Walk", "start": "2026-12-05T10:00:00+08:00",
        "timezone": "Asia/Taipei", "repeat": {"every": "week", "interval": 1},
    }  # fmt: skip
    town.settings("marsh")
    town.web.pages["/marsh/api/community.json"] = json.dumps(
        {"version": 1, "events": [event]}
    ).encode()
    town.web.pages["/marsh/events.ics"] = ICS.replace(b"UID:tea", b"UID:walk").replace(
        b"SUMMARY", b"RRULE:FREQ=WEEKLY\r\nSUMMARY"
    )
    town.round()

    assert town.web.asked == ["/marsh/api/community.json", "/marsh/events.ics"]
    assert [each["day"] for each in town.only()["events"]] == [
        "2026-12-05",
        "2026-12-12",
        "2026-12-19",
    ]


def test_body_that_names_a_file_or_an_address_is_not_opened(town):
    """feedparser opens text that looks like a path or an address."""
    town.person("lin-mei", "mei.xml")
    town.web.pages["/secret"] = b"secret"
    town.web.pages["/mei.xml"] = f"{town.web.url}secret".encode()

    assert town.round() == {"people/lin-mei.yml:2": "failed.no_feed"}
    assert town.web.asked == ["/mei.xml"]


def test_calendar_that_takes_for_ever_is_ended(town, monkeypatch):
    endless = "\r\n".join(
        f"BEGIN:VEVENT\r\nUID:e{number}\r\nSUMMARY:x\r\nDTSTART:00010101T000000Z\r\n"
        "RRULE:FREQ=DAILY\r\nEND:VEVENT"
        for number in range(500)
    )
    town.settings("marsh.ics")
    town.web.pages["/marsh.ics"] = ICS.replace(
        b"END:VCALENDAR", f"{endless}\r\nEND:VCALENDAR".encode()
    )
    monkeypatch.setattr("chaguan.gathering.apart.PATIENCE", 4.0)

    assert set(town.round().values()) <= {"failed.slow", "fine"}
    assert load(town.folder).problems == ()


def test_broken_file_of_before_is_written_anew(town):
    town.person("lin-mei", "mei.xml")
    town.blog("mei.xml", "Rain")
    town.round()
    before = town.files()
    (town.folder / ".gathered/person-lin-mei.json").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    town.round()

    assert town.files() == before
