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
UID = "uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n"


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
                    found.append(f"{shown:%Y-%m-%d}" if each.span.all_day else f"{shown.astimezone(UTC):%Y-%m-%d %H:%M}Z")  # fmt: skip
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


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def _wxr(*items: str, version: str = "1.2", scheme: str = "http", more: str = "") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="{scheme}://wordpress.org/export/{version}/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{scheme}://wordpress.org/export/{version}/">
<channel><title>Pier</title><link>https://old.example.org</link><language>zh-TW</language>
<wp:wxr_version>{version}</wp:wxr_version><wp:base_blog_url>https://old.example.org</wp:base_blog_url>
<wp:author><wp:author_login>mei</wp:author_login><wp:author_email>mei@example.net</wp:author_email>
<wp:author_display_name><![CDATA[林梅]]></wp:author_display_name></wp:author>
{more}{"".join(items)}</channel></rss>"""


def _item(number: int, body: str = "words", **said: str) -> str:
    values = {
        "title": f"Story {number}",
        "link": f"https://old.example.org/2019/03/story-{number}/",
        "date": "2019-03-02 09:00:00",
        "status": "publish",
        "type": "post",
        "password": "",
        "guid": f"https://old.example.org/?p={number}",
        "name": f"story-{number}",
        "inner": "",
    } | said
    return f"""<item><title>{values["title"]}</title><link>{values["link"]}</link>
<pubDate>Thu, 01 Jan 1970 00:00:00 +0000</pubDate><dc:creator>mei</dc:creator>
<guid isPermaLink="false">{values["guid"]}</guid><description></description>
<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>{values["date"]}</wp:post_date>
<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_name>{values["name"]}</wp:post_name>
<wp:status>{values["status"]}</wp:status><wp:post_type>{values["type"]}</wp:post_type>
<wp:post_password>{values["password"]}</wp:post_password>{values["inner"]}</item>"""


@pytest.fixture
def wxr():
    """An export of WordPress with these items."""
    return _wxr


@pytest.fixture
def item():
    """A post in it."""
    return _item


@pytest.fixture
def png():
    """The smallest of pictures."""
    return PNG
