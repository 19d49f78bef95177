"""`chaguan cancel`: tonight's evening is off, and nothing else in the file has changed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from chaguan.cli.main import main
from chaguan.load import load
from chaguan.model import Event

NOW = "1795953600"  # 2026-11-29 12:00 UTC
HEAD = """\
# tea
title: Tea   # a comment
start: 2026-11-03 19:30
end: 2026-11-03 21:30
place: hall
"""
MOVED = "repeat:\n  every: week\n  moved:\n    "
FORMS = {
    "block": "repeat:\n  every: week\n  on: tue # not wed\n",
    "with except": "repeat:\n    every: week\n    except:\n    - 2026-12-29\nrevision: 3\n",
    "flow": "repeat: {every: week}\nupdated: 2026-11-01\n",
    "flow on lines": "repeat: {\n  every: week,\n  on: [tue],\n}\n",
    "moved in a block": f"{MOVED}2026-12-08:\n      title: Long tea\n",
    "that day in a block": f"{MOVED}2026-12-01:\n      status: tentative\n",
    "that day in a flow": f"{MOVED}2026-12-01: {{title: 'Tea, twice'}}\n",
    "all in a flow": "repeat: {every: week, moved: {2026-12-08: {title: B}, 2026-12-01: {}}}\n",
}


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    content = tmp_path / "content"
    for path, text in {
        "community.yml": "name: A\nlanguages: [en]\ntimezone: Europe/Berlin\n"
        "uid: 5108055d-ee18-4292-890d-56565444b7c5\n",
        "places/hall.yml": "name: Hall\n",
        "places/room.yml": "name: Room\n",
    }.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")
    (content / "events").mkdir()
    return content


def run(content: Path, *arguments: str):
    return CliRunner().invoke(main, ["cancel", *arguments, "--content", str(content)])


def tea(content: Path) -> Event:
    return load(content).community.events["tea"]


@pytest.mark.parametrize("form", FORMS)
def test_an_evening_is_called_off_however_the_file_is_written(town, form):
    file = town / "events/tea.yml"
    file.write_text(HEAD + FORMS[form], encoding="utf-8")
    before = file.read_text(encoding="utf-8").splitlines()

    result = run(town, "tea", "2026-12-01", "--note", "The stove: off, 'broken'.")

    assert result.exit_code == 0, result.output
    event = tea(town)
    day = next(event.occurrences(date(2026, 12, 1)))
    assert (day.original, day.event.status) == (date(2026, 12, 1), "cancelled")
    assert day.event.status_note.best("en").text == "The stove: off, 'broken'."
    assert event.updated.isoformat() == "2026-11-29T13:00:00+01:00"
    assert event.revision == (4 if "revision" in FORMS[form] else 1)
    assert file.read_text(encoding="utf-8").splitlines()[: len(HEAD.splitlines())] == before[:5]
    assert len(list(event.occurrences(date(2026, 12, 1)).__next__().event.changes)) >= 1


def test_an_evening_is_moved_to_another_hour_and_place(town):
    (town / "events/tea.yml").write_text(HEAD + FORMS["block"], encoding="utf-8")

    result = run(town, "tea", "2026-12-01", "--to", "2026-12-02 18:00", "--place", "room")

    assert result.exit_code == 0, result.output
    day = next(tea(town).occurrences(date(2026, 12, 1)))
    assert day.span.start == datetime.fromisoformat("2026-12-02T18:00+01:00")
    assert (day.event.place, day.event.status) == ("room", "confirmed")


def test_a_single_event_needs_no_day(town):
    (town / "events/tea.yml").write_text(HEAD, encoding="utf-8")

    assert run(town, "tea", "--postpone").exit_code == 0
    assert tea(town).status == "postponed"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("tee", "2026-12-01"), "Did you mean tea?"),
        (("tea",), "Which day: 2026-12-01, 2026-12-08"),
        (("tea", "tonight"), "The coming days are: 2026-12-01"),
        (("tea", "2026-12-02"), "Nothing is on then: 2026-12-02. The coming days are: 2026-12-01"),
        (("tea", "2026-12-01", "--place", "nowhere"), "nowhere"),
        (("tea", "2026-12-01", "--place", "rom"), "Did you mean room?"),
        (("nothing of the kind",), "Did you mean tea?"),
    ],
)
def test_what_cannot_be_is_answered_and_nothing_is_written(town, arguments, words):
    file = town / "events/tea.yml"
    file.write_text(HEAD + FORMS["block"], encoding="utf-8")

    result = run(town, *arguments, "--lang", "en")

    assert result.exit_code != 0
    assert words in result.output
    assert file.read_text(encoding="utf-8") == HEAD + FORMS["block"]


FURTHER = {
    "a list in a flow": "repeat: {every: week, also: [2026-12-05, 2026-12-24]}\n",
    "a list in a block": "repeat:\n  every: week\n  also:\n    - 2026-12-05\n    - 2026-12-24\n",
    "a map in a flow": "repeat: {every: week, also: {2026-12-24: {start: 2026-12-24 15:00}}}\n",
    "a map in a block": "repeat:\n  every: week\n  also:\n    2026-12-24:\n"
    "      start: 2026-12-24 15:00\n      title: Eve\n",
    "a list of maps": "repeat:\n  every: week\n  also:\n    - 2026-12-24: {title: Eve}\n",
    "behind another that is moved to it": "repeat:\n  every: week\n  also:\n"
    "    2026-12-23: {start: 2026-12-26 15:00}\n    2026-12-24: {place: room}\n",
}


@pytest.mark.parametrize("form", FURTHER)
def test_a_further_evening_is_called_off_too(town, form):
    (town / "events/tea.yml").write_text(HEAD + FURTHER[form], encoding="utf-8")

    result = run(town, "tea", "2026-12-24", "--note", "Snow.")

    assert result.exit_code == 0, result.output
    held = {each.original: each for each in map(tea(town).further, tea(town).also)}
    assert held[date(2026, 12, 24)].is_off
    assert [day for day, each in held.items() if each.is_off] == [date(2026, 12, 24)]


def test_an_evening_that_was_off_takes_place_where_it_is_moved_to(town):
    off = f"{MOVED}2026-12-01: {{status: cancelled, status_note: Stove.}}\n"
    (town / "events/tea.yml").write_text(HEAD + off, encoding="utf-8")

    result = run(town, "tea", "2026-12-01", "--to", "18:00", "--note", "It is mended.")

    assert result.exit_code == 0, result.output
    day = next(tea(town).occurrences(date(2026, 12, 1)))
    assert day.span.start == datetime.fromisoformat("2026-12-01T18:00+01:00")
    assert not day.is_off


def test_a_moved_evening_is_known_by_the_day_that_readers_see(town):
    moved = f"{MOVED}2026-12-01: {{start: 2026-12-03 19:30}}\n"
    (town / "events/tea.yml").write_text(HEAD + moved, encoding="utf-8")

    assert run(town, "tea", "2026-12-03").exit_code == 0
    assert next(tea(town).occurrences(date(2026, 12, 1))).is_off


@pytest.mark.parametrize("named", ["Tea", "events/tea.yml", "https://a.example.org/events/tea/"])
def test_an_event_is_known_by_its_title_its_file_and_its_page(town, named):
    (town / "events/tea.yml").write_text(HEAD, encoding="utf-8")

    assert run(town, named).exit_code == 0
    assert tea(town).is_cancelled
