"""A town that takes things in, and the command to do it with."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
from click.testing import CliRunner, Result

from chaguan.cli import main
from chaguan.load import Loaded, load

TWO = "name: {zh-Hant: 茶館, en: Tea House}\ntimezone: Asia/Taipei\nlanguages: [zh-Hant, en]\n"
UID = "uid: 5108055d-ee18-4292-890d-56565444b7c5\n"


class Town:
    """A repository with an empty community in two languages."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        self.write("content/community.yml", TWO + UID)

    def write(self, path: str, text: str | bytes) -> Path:
        where = self.root / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(text.encode() if isinstance(text, str) else text)
        return where

    def take_in(self, what: str, *options: str, answer: str = "") -> Result:
        fixed = ("--content", str(self.content), "--today", "2026-11-29")
        where = [str(self.root / what)] if what else []
        return CliRunner().invoke(main, ["import", *where, *fixed, *options], input=answer)

    def read(self, path: str) -> str:
        return (self.content / path).read_text(encoding="utf-8")

    def files(self) -> list[str]:
        found = (each for each in self.content.rglob("*") if each.is_file())
        return sorted(each.relative_to(self.content).as_posix() for each in found)

    def loaded(self) -> Loaded:
        return load(self.content)

    def days(self, first: date, last: date) -> list[str]:
        """When something takes place here, on the clock of each event's place."""
        found = []
        for event in self.loaded().community.events.values():
            for each in event.occurrences():
                if each.original > last + timedelta(days=60):
                    break
                if first <= each.span.start.date() <= last and not each.event.is_cancelled:
                    shown = each.span.start
                    found.append(f"{shown:%Y-%m-%d}" if each.span.all_day else f"{shown.astimezone(UTC):%Y-%m-%d %H:%M}Z")  # fmt: skip # noqa: E501
        return sorted(found)


def days_of(calendar: Path, first: date, last: date) -> list[str]:
    """When something takes place in an export, by a calendar library."""
    icalendar.use_zoneinfo()
    read = icalendar.Calendar.from_ical(calendar.read_bytes())
    begin, end = first - timedelta(days=2), last + timedelta(days=3)
    found = []
    for event in recurring_ical_events.of(read).between(begin, end):
        start = event["DTSTART"].dt
        if str(event.get("STATUS", "")) == "CANCELLED":
            continue
        if isinstance(start, datetime):
            here = start.astimezone(UTC)
            if first <= start.date() <= last:
                found.append(f"{here:%Y-%m-%d %H:%M}Z")
        elif first <= start <= last:
            found.append(f"{start:%Y-%m-%d}")
    return sorted(found)


@pytest.fixture
def town(tmp_path, monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return Town(tmp_path)


@pytest.fixture
def export_days():
    return days_of
