"""Values as iCalendar has them: text and its links, and when an event happens (RFC 5545, 3.8)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html import escape
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from icalendar import Component, vRecur
from icalendar import Event as VEvent

from chaguan.load import without_blocks
from chaguan.markdown.converter import html_of as as_site
from chaguan.model import Day, Every, Page, Post, Record, Repeat, Span
from chaguan.model.frozen import dataclass
from chaguan.site.index import Index
from chaguan.site.series import Series
from chaguan.site.urls import Address

_LONGEST: Final = 74
"""Octets of a line; with the blank that begins one that goes on, 75."""
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def html_of(markdown: str) -> str:
    """Markdown as HTML to take plain text from, for a day of a series, which has no page.

    It is not sanitised: links still name files. What cannot be parsed is as it was written.
    """
    markdown = without_blocks(markdown)
    try:
        return as_site(markdown)
    except (RecursionError, ValueError):
        return f"<pre>{escape(markdown)}</pre>"


def clean(text: str) -> str:
    """Text that a content line may carry (RFC 5545, 3.1): no controls, line ends as `\\n`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", lines)


def one_line(text: str) -> str:
    """The same without line ends, for properties that no specification lets escape them."""
    return " ".join(clean(text).split())


def folded(line: str) -> bytes:
    """A content line, cut where it is longer than 75 octets (RFC 5545, 3.1), in UTF-8.

    No character is cut, and nothing that escapes the next one is parted from it. As the library
    folds, which encodes a text character by character: a third of what a calendar cost.
    """
    octets, at, pieces = line.encode(), 0, []
    while len(octets) - at > _LONGEST:
        end = at + _LONGEST
        while octets[end] & 0b11000000 == 0b10000000:
            end -= 1
        if octets[end - 1] in b"\\^" and end - 1 > at:
            end -= 1
        pieces.append(octets[at:end])
        at = end
    return b"\r\n ".join((*pieces, octets[at:]))


def content(component: Component) -> bytes:
    """A component with its content lines folded, each with a line end."""
    return b"".join(folded(line) + b"\r\n" for line in component.content_lines() if line)


_SOURCES: Final = (".md", ".yml", ".yaml")
_SCHEMES: Final = frozenset(("", "http", "https", "mailto", "tel"))


@dataclass(frozen=True)
class Links:
    """The links of a community's files, as a reader of one language follows them."""

    index: Index
    site_url: str
    language: str

    def absolute(self, link: str, path: str) -> str:
        """The URL of a link in the file at `path`; empty where it leads the public nowhere.

        As MkDocs has it, a link to a file leads to its page, and one that begins with a slash
        starts at the site's root.
        """
        try:
            parts = urlsplit(link)
        except ValueError:
            return ""
        if parts.scheme or parts.netloc:
            return urljoin(self.site_url, link) if parts.scheme in _SCHEMES else ""
        if not parts.path:
            return ""
        target = unquote(parts.path)
        found = normpath(join("/", dirname(path), target)).lstrip("/")
        if record := self.index.at(found):
            address = self._page(record)
        elif found.endswith(_SOURCES):
            return ""
        else:
            root = self.index.addresses.root
            address = root / (f"{found}/" if found and target.endswith("/") else found)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return f"{address.absolute(self.site_url)}{fragment}"

    def _page(self, record: Record) -> Address:
        """The page of a record, in this language where it has one."""
        match record:
            case Post():
                record = self.index.version(record.id, self.language)
            case Page():
                record = self.index.page(record.id, self.language) or record
        return self.index.addresses.record(record, self.language)


_FREQUENCIES: Final = {
    Every.DAY: "DAILY",
    Every.WEEK: "WEEKLY",
    Every.MONTH: "MONTHLY",
    Every.YEAR: "YEARLY",
}
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def add_times(component: VEvent, span: Span) -> None:
    """DTSTART and DTEND: local with TZID, `Z` in UTC, or days with an exclusive end.

    Where clocks are set back while it lasts, its end may be a time that the clock shows twice;
    then DURATION says how long it really is (RFC 5545, 3.3.5 reads such a time as the first).
    """
    component.add("DTSTART", clock(span))
    if span.all_day:
        component.add("DTEND", span.last_day + timedelta(days=1))
    elif span.end.fold:
        component.add("DURATION", span.end.astimezone(UTC) - span.start.astimezone(UTC))
    elif span.end > span.start:
        component.add("DTEND", span.end)


def add_recurrence(component: VEvent, series: Series) -> None:
    """RRULE and EXDATE, in the zone and the value type of DTSTART."""
    if series.repeat is None:
        return
    component.add("RRULE", recurrence_rule(series.repeat, series.span))
    if series.skipped:
        component.add("EXDATE", [clock(series.span.on(day)) for day in series.skipped])


def clock(span: Span) -> date | datetime:
    """When a span begins: a day, or an aware time."""
    return span.first_day if span.all_day else span.start


def recurrence_rule(repeat: Repeat, first: Span) -> vRecur:
    """RRULE (RFC 5545, 3.3.10) for a pattern that begins with `first`; weeks begin on Monday.

    UNTIL is a day for whole days and in UTC for times.
    """
    rule: dict[str, object] = {"FREQ": _FREQUENCIES[repeat.every]}
    if repeat.until is not None:
        last = first.on(repeat.until)
        rule["UNTIL"] = last.first_day if last.all_day else last.start.astimezone(UTC)
    if repeat.count is not None:
        rule["COUNT"] = repeat.count
    if repeat.interval > 1:
        rule["INTERVAL"] = repeat.interval
    if months := sorted({day.month for day in repeat.on if day.month is not None}):
        rule["BYMONTH"] = months
    if numbers := sorted({day.of_month for day in repeat.on if day.of_month is not None}):
        rule["BYMONTHDAY"] = numbers
    if len(repeat.on) == 1 and repeat.on[0].working:
        rule |= {"BYDAY": list(_WEEKDAYS[:5]), "BYSETPOS": repeat.on[0].nth}
    elif len(repeat.on) == 1 and repeat.on[0].after is not None:
        day = repeat.on[0]
        soonest = 7 * ((day.nth or 1) - 1) + _days_after(day) + 1
        rule |= {
            "BYDAY": _WEEKDAYS[day.weekday or 0],
            "BYMONTHDAY": list(range(soonest, soonest + 7)),
        }
    elif weekdays := [day for day in repeat.on if day.of_month is None]:
        rule["BYDAY"] = list(dict.fromkeys(_weekday(day) for day in weekdays))
    return vRecur(rule | {"WKST": "MO"})


def _days_after(day: Day) -> int:
    """How many days after the other one it comes."""
    return ((day.weekday or 0) - (day.after or 0) - 1) % 7 + 1


def _weekday(day: Day) -> str:
    return f"{day.nth or ''}{_WEEKDAYS[day.weekday or 0]}"
