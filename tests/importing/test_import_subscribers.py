"""The promise: nobody who follows the old feed or the old calendar notices the move."""

import shutil
import subprocess
import sys
import threading
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
from reader import make_reader

MKDOCS = """
site_name: Quay
site_url: https://quay.example.org/
docs_dir: content
theme: {{name: material, font: false}}
plugins:
  - chaguan
  - chaguan/pages
  - chaguan/feeds: {{aliases: [{feeds}]}}
  - chaguan/calendars: {{aliases: [{calendars}]}}
"""
OLD_CALENDAR = """BEGIN:VCALENDAR\r
PRODID:-//Google Inc//Google Calendar 70.9054//EN\r
VERSION:2.0\r
X-WR-CALNAME:Mending\r
X-WR-TIMEZONE:Asia/Taipei\r
BEGIN:VEVENT\r
DTSTART;TZID=Asia/Taipei:20260904T190000\r
DTEND;TZID=Asia/Taipei:20260904T210000\r
RRULE:FREQ=MONTHLY;BYDAY=1FR;UNTIL=20280402T155959Z\r
EXDATE;TZID=Asia/Taipei:20270101T190000\r
UID:series@google.com\r
SEQUENCE:2\r
DTSTAMP:20261128T010101Z\r
SUMMARY:Mending Friday\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;TZID=Asia/Taipei:20261204T200000\r
DTEND;TZID=Asia/Taipei:20261204T220000\r
DTSTAMP:20261128T010101Z\r
UID:series@google.com\r
RECURRENCE-ID;TZID=Asia/Taipei:20261204T190000\r
SUMMARY:Mending Friday\\, late\r
SEQUENCE:3\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261225\r
DTEND;VALUE=DATE:20261228\r
DTSTAMP:20261128T010101Z\r
UID:days@google.com\r
SUMMARY:Three days by the sea\r
END:VEVENT\r
END:VCALENDAR\r
"""


def days(calendar: Path) -> list[tuple[str, str]]:
    """Each day of each event for two years, as a calendar client keeps them: by UID and start."""
    icalendar.use_zoneinfo()
    read = icalendar.Calendar.from_ical(calendar.read_bytes())
    found = recurring_ical_events.of(read).between(date(2026, 9, 1), date(2028, 8, 31))
    return sorted((str(each["UID"]), f"{each['DTSTART'].dt:%Y-%m-%d %H:%M}") for each in found)


@pytest.fixture
def served(tmp_path):
    """A folder that a server serves, and its address; what the site is comes and goes."""
    root = tmp_path / "served"
    root.mkdir()
    handler = partial(_Quiet, directory=str(root))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield root, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


def build(town, feeds="", calendars=""):
    town.write("mkdocs.yml", MKDOCS.format(feeds=feeds, calendars=calendars))
    mkdocs = Path(sys.executable).parent / "mkdocs"
    done = subprocess.run(
        [mkdocs, "build", "--config-file", town.root / "mkdocs.yml", "--site-dir", "site"],
        cwd=town.root, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return town.root / "site"


def jekyll(town):
    """A blog, and the Atom feed that jekyll-feed made of it."""
    town.write("old/_config.yml", "title: Quay\nurl: https://quay.example.org\n")
    entries = ""
    for number in range(1, 13):
        day = f"2016-03-{number:02}"
        town.write(
            f"old/_posts/{day}-n{number}.md", f"---\ntitle: N {number}\n---\nWords {number}.\n"
        )
        address = f"https://quay.example.org/2016/03/{number:02}/n{number}"
        entries = (
            f"<entry><title>N {number}</title><link href='{address}.html'/><id>{address}</id>"
            f"<updated>{day}T00:00:00+00:00</updated><content type='html'>Words</content></entry>"
        ) + entries
    return "old", "feed.xml", (
        "<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom'>"
        "<id>https://quay.example.org/feed.xml</id><title>Quay</title>"
        f"<updated>2016-03-12T00:00:00+00:00</updated>{entries}</feed>"
    )  # fmt: skip


def hugo(town):
    """A blog, and the RSS feed that Hugo's own template made of it."""
    town.write("old/hugo.toml", "baseURL = 'https://quay.example.org/'\ntitle = 'Quay'\n")
    items = ""
    for number in range(1, 6):
        town.write(
            f"old/content/posts/n{number}.md",
            f"---\ntitle: N {number}\ndate: 2020-01-{number:02}\n---\nWords {number}.\n",
        )
        address = f"https://quay.example.org/posts/n{number}/"
        items += (
            f"<item><title>N {number}</title><link>{address}</link><guid>{address}</guid></item>"
        )
    head = "<title>Quay</title><link>https://quay.example.org/</link><description>x</description>"
    return "old", "index.xml", f"<rss version='2.0'><channel>{head}{items}</channel></rss>"


@pytest.mark.slow
@pytest.mark.parametrize("old", [jekyll, hugo])
def test_a_feed_reader_finds_nothing_new_at_the_old_address(town, served, old):
    root, address = served
    where, name, feed = old(town)
    (root / name).write_text(feed, encoding="utf-8")
    reader = make_reader(":memory:")
    reader.add_feed(f"{address}/{name}")
    first = reader.update_feed(f"{address}/{name}")
    assert first.new > 4

    assert town.take_in(where).exit_code == 0
    site = build(town, feeds=name)
    shutil.copy(site / name, root / name)
    second = reader.update_feed(f"{address}/{name}")

    assert second is not None
    assert second.new == 0
    ids = [entry.id for entry in reader.get_entries()]
    assert len(ids) == len(set(ids)) == first.new


@pytest.mark.slow
def test_a_calendar_at_the_old_address_has_every_day_once(town, tmp_path):
    old = town.write("old.ics", OLD_CALENDAR)
    assert town.take_in("old.ics").exit_code == 0
    new = build(town, calendars="basic.ics") / "basic.ics"

    assert days(new) == days(old)
    assert new.read_bytes() == (town.root / "site/events.ics").read_bytes()
    if shutil.which("khal"):
        assert khal(tmp_path, old, new) == khal(tmp_path / "alone", old)


def khal(folder, *calendars):
    """What the calendar program shows of two years after it took in these, one after the other."""
    (folder / "cal").mkdir(parents=True)
    config = folder / "khal.conf"
    config.write_text(
        f"[calendars]\n[[cal]]\npath = {folder}/cal\n[locale]\nlocal_timezone = Asia/Taipei\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {folder}/khal.db\n"
    )
    run = partial(subprocess.run, check=True, capture_output=True, text=True)
    for each in calendars:
        run(["khal", "-c", config, "import", "--batch", "-a", "cal", each])
    wanted = ["--format", "{uid} {start}", "--day-format", "", "2026-09-01", "730d"]
    return sorted(run(["khal", "-c", config, "list", *wanted]).stdout.splitlines())


@pytest.mark.slow
def test_what_was_renamed_is_still_followed_at_its_old_address(town):
    town.write("content/people/mei.yml", "name: Mei\naliases: [people/old-mei/]\n")
    town.write(
        "content/events/2026/tea.yml",
        "title: Tea\nstart: 2026-12-05 19:30\nhosts: [mei]\naliases: [events/2026/old-tea/]\n",
    )
    town.write(
        "content/posts/2026/a.md", "---\ntitle: A\ndate: 2026-01-01\nauthors: [mei]\n---\n\nx\n"
    )
    site = build(town)

    for name in ("rss.xml", "atom.xml", "feed.json", "events.ics"):
        for tree in ("", "en/"):
            old, new = site / f"{tree}people/old-mei" / name, site / f"{tree}people/mei" / name
            assert old.read_bytes() == new.read_bytes()
    assert (site / "events/2026/old-tea.ics").read_bytes() == (
        site / "events/2026/tea.ics"
    ).read_bytes()
    assert "people/mei/" in (site / "people/old-mei/index.html").read_text()
    assert "people/mei/" in (site / "en/people/old-mei/index.html").read_text()
