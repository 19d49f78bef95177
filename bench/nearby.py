"""50 neighbours with 5,000 events, merged, and `chaguan check` of as many events, in turn.

    python bench/nearby.py [ROUNDS]

Processor seconds, the least of the rounds. Merging is everything that happens to what was found:
it is kept, written, read as a stranger's, and put together by identifier.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from chaguan.check import every_problem_in
from chaguan.gathering.files import as_json, path_of_calendar, write
from chaguan.gathering.neighbour import kept_of
from chaguan.load import load
from chaguan.model import GatheredCalendar, NearbyEvent, Neighbour, Span, Text, Url
from chaguan.site.gathered import nearby_of

NEIGHBOURS, EACH = 50, 100
NOW = datetime(2026, 11, 29, tzinfo=ZoneInfo("UTC"))
TOWN = "name: A\nuid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\ntimezone: UTC\nlanguages: [en]\n"


def found(number: int) -> tuple[NearbyEvent, ...]:
    """The events of one neighbour; every second is another town's, too."""
    events = []
    for each in range(EACH):
        start = NOW + timedelta(days=1 + each % 60, hours=number % 12)
        uid = f"shared-{each}-{number // 2}" if each % 2 else f"own-{number}-{each}"
        events.append(
            NearbyEvent(
                uid=uid,
                title=Text.plain(f"An evening of {uid}"),
                span=Span.of_times(start, start + timedelta(hours=2)),
                place=Text.plain("Reading room"),
                urls=(("en", Url(f"https://n{number}.example/{uid}/")),),
                tags=("tea", "rain"),
            )
        )
    return tuple(events)


def merged(folder: Path, neighbours: tuple[Neighbour, ...], events: list[tuple[NearbyEvent, ...]]) -> int:  # fmt: skip # noqa: E501
    """Processor milliseconds for all of it, with nothing there before."""
    began = time.process_time()
    texts = {}
    for neighbour, theirs in zip(neighbours, events, strict=True):
        path = path_of_calendar(neighbour.url)
        empty = GatheredCalendar(path=path, url=neighbour.url, host="x")
        kept = kept_of(empty, theirs, neighbour, NOW)
        texts[path] = as_json(GatheredCalendar(path=path, url=neighbour.url, host="x", events=kept))
    write(folder, texts)
    shown = nearby_of(load(folder).community)
    assert len(shown) > NEIGHBOURS
    return round((time.process_time() - began) * 1000)


def checked(folder: Path) -> int:
    """Processor milliseconds of a check of as many events in files of our own."""
    began = time.process_time()
    every_problem_in(load(folder), NOW)
    return round((time.process_time() - began) * 1000)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    neighbours = tuple(
        Neighbour(name=Text.plain(f"N{n}"), url=Url(f"https://n{n}.example/"))
        for n in range(NEIGHBOURS)
    )
    events = [found(n) for n in range(NEIGHBOURS)]
    lines = "".join(f"  - {{name: N, url: '{each.url}'}}\n" for each in neighbours)
    merges, checks = [], []
    with tempfile.TemporaryDirectory() as name:
        own = Path(name) / "own"
        (own / "events").mkdir(parents=True)
        (own / "community.yml").write_text(TOWN, encoding="utf-8")
        for number in range(NEIGHBOURS * EACH):
            text = f"title: Evening {number}\nstart: 2027-01-01 19:00\nonline: https://x.example/{number}\n"
            (own / f"events/e{number}.yml").write_text(text, encoding="utf-8")
        for number in range(rounds):
            town = Path(name) / f"town{number}"
            town.mkdir()
            (town / "community.yml").write_text(f"{TOWN}neighbours:\n{lines}", encoding="utf-8")
            merges.append(merged(town, neighbours, events))
            checks.append(checked(own))
    print(f"merged {NEIGHBOURS * EACH} events of {NEIGHBOURS} neighbours: {min(merges)} ms")
    print(f"checked {NEIGHBOURS * EACH} events: {min(checks)} ms")


if __name__ == "__main__":
    main()
