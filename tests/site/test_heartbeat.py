"""A series that nobody goes to any more stops inviting people; a quiet one that lives does not."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from chaguan.load import load, read
from chaguan.render.icalendar.event import stamp
from chaguan.site.heartbeat import heartbeat_of, with_heartbeats
from chaguan.site.identity import uid
from chaguan.source import SourceFile, last_said, log_of

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
TODAY = NOW.date()
TOWN = (
    "name: A\nlanguages: [en]\ntimezone: Europe/Berlin\nheartbeat: 8 weeks\n"
    "uid: 5108055d-ee18-4292-890d-56565444b7c5\n"
)
WEEKS = timedelta(weeks=1)


def the_event(fields: str, settings: str = TOWN):
    text = f"title: B\nstart: 2026-01-06 19:30\nonline: https://example.org/\n{fields}"
    files = [SourceFile("community.yml", settings), SourceFile("events/b.yml", text)]
    return read(files, name="A").community


def beat(fields: str, said: str = ""):
    event = the_event(fields).events["b"]
    moment = datetime.fromisoformat(said).replace(tzinfo=UTC) if said else None
    return heartbeat_of(event, moment, (), 8 * WEEKS, NOW)


@pytest.mark.parametrize(
    ("fields", "said", "last", "doubtful"),
    [
        ("repeat: {every: week}", "2026-10-20", "2026-10-20", "2026-12-15"),
        ("repeat: {every: week}\nstill_on: 2026-11-10", "2026-10-20", "2026-11-10", "2027-01-05"),
        ("repeat: {every: month}", "2026-10-20", "2026-10-20", "2027-01-21"),
        ("repeat: {every: year}", "2026-10-20", "2026-10-20", "2029-10-22"),
        (
            "repeat: {every: week, moved: {2026-11-17: {came: 9}}}",
            "2026-10-20", "2026-11-17", "2027-01-12",
        ),
        (
            "repeat: {every: week, except: [2026-11-01 to 2026-11-28]}",
            "2026-10-20", "2026-10-20", "2027-01-12",
        ),
    ],
)  # fmt: skip
def test_a_sign_holds_for_eight_weeks_or_three_periods(fields, said, last, doubtful):
    found = beat(fields, said)

    assert (str(found.last), str(found.doubtful)) == (last, doubtful)


def test_the_end_is_told_ahead_and_moves_with_each_sign():
    community = the_event("repeat: {every: week}\n")
    ends = []
    for day in (date(2026, 8, 1), date(2026, 10, 20)):
        said = {"events/b.yml": datetime.combine(day, time(), UTC)}
        event = with_heartbeats(community, said, NOW).events["b"]
        ends.append((event.repeat.until, stamp(event)))

    assert [str(end) for end, _ in ends] == ["2026-11-21", "2027-02-09"]
    assert ends[0][1] < ends[1][1]


def test_whatever_signs_come_the_series_keeps_its_name_and_its_stamp_only_grows():
    community = the_event("repeat: {every: week, moved: {2026-07-07: {came: 9}}}\nrevision: 2\n")
    signs = [date(2026, 1, 3), date(2026, 2, 14), date(2026, 5, 30), date(2026, 9, 9)]
    told = []
    for week in range(60):
        now = datetime(2026, 1, 4, 12, tzinfo=UTC) + week * WEEKS
        last = max(day for day in signs if day <= now.date())
        said = {"events/b.yml": datetime.combine(last, time(), UTC)}
        event = with_heartbeats(community, said, now).events["b"]
        told.append((event.repeat.until, stamp(event), uid(event, community.settings)))

    assert told == sorted(told)
    assert len({end for end, *_ in told}) == len({stamp for _, stamp, _ in told}) == 5
    assert len({uid for *_, uid in told}) == 1


@pytest.mark.parametrize(
    ("fields", "settings"),
    [
        ("repeat: {every: week}\n", TOWN.replace("heartbeat: 8 weeks\n", "")),
        ("repeat: {every: week, until: 2027-12-28}\n", TOWN),
        ("repeat: {every: week}\nstatus: cancelled\n", TOWN),
    ],
)
def test_what_ends_by_itself_needs_no_sign(fields, settings):
    community = the_event(fields, settings)

    assert with_heartbeats(community, {}, NOW).events["b"].repeat.is_end_assumed is False


@dataclass
class Lived:
    """One series as a repository remembers it: what its file said on which days."""

    name: str
    is_dead: bool
    repeat: str
    changes: list[date] = field(default_factory=list)
    comments: list[date] = field(default_factory=list)
    recaps: list[date] = field(default_factory=list)
    """Days on which somebody wrote what an evening was like; its own file was written once."""
    start: date = date(2024, 1, 2)


def histories() -> Iterator[Lived]:
    """A hundred: tables of every week and every other, monthly evenings and feasts, alive and
    dead, some that only recaps tell of, and housekeeping in all.
    """
    chance = Random(14)
    for number in range(50):
        living, rule, gap = _kind(number, chance)
        signs = _signs(chance, gap, TODAY)
        yield _lived(f"alive-{number}", False, rule, signs, _days(chance, 3), living)
    for number in range(50):
        begun, rule, gap = _kind(number % 40, chance)
        limit = {"week": 56, "month": 93, "year": 1098}[rule.split()[1].rstrip(",}")]
        silent = timedelta(days=limit + chance.randint(1, 300))
        if number % 17 == 16:  # it died lately, and nobody can know
            silent = timedelta(days=chance.randint(7, 40))
        died = max(begun + timedelta(days=60), TODAY - silent)
        signs = _signs(chance, gap, died)
        yield _lived(f"dead-{number}", True, rule, signs, _days(chance, 4), begun)


def _lived(
    name: str, is_dead: bool, rule: str, signs: list[date], comments: list[date], start: date
) -> Lived:
    """Every sixth is written of in posts alone."""
    if int(name.partition("-")[2]) % 6 == 5:
        return Lived(name, is_dead, rule, [], comments, signs, start)
    return Lived(name, is_dead, rule, signs, comments, [], start)


def _kind(number: int, chance: Random) -> tuple[date, str, int]:
    """When it began, its rule, and how many days its hosts are mostly silent for."""
    if number % 5 == 3:
        return date(2023, 2, 4), "{every: month, on: 1st sat}", 40
    if number % 5 == 4 and number < 20:
        return date(2019, 9, 12), "{every: year}", 330
    if number % 5 == 2:
        return date(2024, 1, 2), "{every: week, interval: 2}", chance.choice((14, 28))
    return date(2024, 1, 2), "{every: week}", chance.choice((10, 21, 30))


def _signs(chance: Random, gap: int, last: date) -> list[date]:
    """Signs of life up to a day: mostly `gap` days apart, now and then much more."""
    days = [last - timedelta(days=chance.randint(0, gap))]
    for _ in range(4):
        days.append(days[-1] - timedelta(days=chance.randint(gap // 2, 2 * gap)))
    return sorted(days)


def _days(chance: Random, number: int) -> list[date]:
    return [TODAY - timedelta(days=chance.randint(1, 50)) for _ in range(number)]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of them in one repository, made in one go, with a great tidying three weeks ago."""
    folder = tmp_path_factory.mktemp("histories")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    told: list[tuple[date, dict[str, str]]] = []
    texts: dict[str, str] = {}
    for each in histories():
        for number, day in enumerate([each.start, *each.changes]):
            texts[each.name] = _text(each, number)
            told.append((max(day, each.start), {each.name: texts[each.name]}))
        told += [
            (max([day, *each.changes]), {each.name: f"# tidy {n}\n{texts[each.name]}"})
            for n, day in enumerate(sorted(each.comments))
        ]
    told.sort(key=lambda each: each[0])
    final = {name: text for _, files in told for name, text in files.items()}
    tidied = {name: text + "tags: [tea]\n" for name, text in final.items()}
    told.append((TODAY - timedelta(days=1), tidied))
    stream = "".join(_commit(day, files) for day, files in told)
    subprocess.run(
        ["git", "-C", str(folder), "fast-import", "--quiet"], input=stream.encode(), check=True
    )
    subprocess.run(["git", "-C", str(folder), "checkout", "-q", "main"], check=True)
    return folder


def _text(each: Lived, number: int) -> str:
    return (
        f"title: {each.name}\nstart: {each.start} 19:30\nonline: https://example.org/{number}\n"
        f"repeat: {each.repeat}\n"
    )


def _commit(day: date, files: dict[str, str]) -> str:
    seconds = int(datetime.combine(day, time(12), UTC).timestamp())
    lines = [f"commit refs/heads/main\ncommitter A <a@example.org> {seconds} +0000\ndata 1\n.\n"]
    for name, text in files.items():
        lines.append(f"M 100644 inline events/{name}.yml\ndata {len(text.encode())}\n{text}\n")
    return "".join(lines)


@pytest.mark.slow
def test_the_dead_are_found_and_the_quiet_are_let_live(
    repository: Path,
    capsys: pytest.CaptureFixture[str],
    record_property: Callable[[str, object], None],
):
    (repository / "community.yml").write_text(TOWN, encoding="utf-8")
    community = load(repository).community
    assert len(community.events) == 100
    said = last_said(log_of(repository), {each.path for each in community.events.values()})
    recaps = {
        each.name: [datetime.combine(day, time(12), UTC) for day in each.recaps]
        for each in histories()
    }
    silent = {
        id
        for id, event in community.events.items()
        if heartbeat_of(event, said.get(event.path), recaps[id], 8 * WEEKS, NOW).doubtful <= TODAY
    }

    dead = {each.name for each in histories() if each.is_dead}
    right = len(silent & dead)
    precision, recall = right / len(silent), right / len(dead)
    record_property("precision", precision)
    record_property("recall", recall)
    with capsys.disabled():
        print(f"\nheartbeat: precision {precision:.3f}, recall {recall:.3f} of 100 histories")
    assert precision >= 0.95
    assert recall >= 0.9
