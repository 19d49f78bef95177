"""What a feed says: RSS, Atom, RDF and JSON Feed, from bytes that were fetched already."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any, Final
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

import feedparser  # type: ignore[import-untyped]

from chaguan.load.gathered import EXCERPT, TITLE
from chaguan.load.json_values import is_address
from chaguan.model.frozen import dataclass

from .words import one_line, text_of_anything, text_of_html

MOST: Final = 500
"""Entries that are looked at."""
AGGREGATORS: Final = ("planet", "venus", "moonmoon", "pluto")
"""Words in `generator` of programs that gather the feeds of others."""
DATES: Final = ("published", "updated", "created")
_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})


class NoFeedError(Exception):
    """These bytes are no feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntry:
    """An entry as the feed has it now; all of it is plain text."""

    id: str
    """Its own, else its address, else its words."""
    url: str
    title: str
    text: str
    language: str
    published: datetime | None
    """None where it says none, or one that cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed, in its own order."""

    title: str
    entries: tuple[FoundEntry, ...]
    is_planet: bool = False
    """It repeats what others wrote."""


def feed_of(body: bytes, url: str, media_type: str, zone: ZoneInfo) -> FoundFeed:
    """The feed that stood at `url`. Raises NoFeedError."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(body, url, zone)
    headers = {"content-location": url, "content-type": media_type or "application/xml"}
    # in a file object: bytes that look like an address or a path would be opened
    read = feedparser.parse(
        BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not read.get("version") and not read.entries:
        raise NoFeedError
    found = read.entries[:MOST]
    language = _language(read.feed.get("language"))
    entries = [each for one in found if (each := _entry(one, url, language, zone))]
    return FoundFeed(
        title=one_line(text_of_anything(str(read.feed.get("title") or "")), TITLE),
        entries=tuple(entries),
        is_planet=_is_planet(read.feed, found, url),
    )


def _entry(one: Mapping[str, Any], base: str, language: str, zone: ZoneInfo) -> FoundEntry | None:
    """An entry that leads somewhere and has words; None for any other."""
    address = urljoin_safe(base, str(one.get("link") or ""))
    own = str(one.get("id") or "").strip()
    if not is_address(address) and is_address(own):
        address = own
    title = one_line(_words(one.get("title_detail"), str(one.get("title") or "")), TITLE)
    text = next(filter(None, _texts(one)), "")
    detail = one.get("title_detail") or {}
    said = next((name for name in DATES if name in one), DATES[0])
    written, parsed = str(one.get(said) or ""), one.get(f"{said}_parsed")
    its_language = _language(detail.get("language")) or language
    published = moment_of(written, parsed, zone)
    return _found(own or address, address, title, text, its_language, published)


def _found(
    id: str, address: str, title: str, text: str, language: str, published: datetime | None
) -> FoundEntry | None:
    excerpt = one_line(text, EXCERPT)
    if not is_address(address) or not (title or excerpt):
        return None
    return FoundEntry(
        id=one_line(id, 1_000),
        url=address,
        title=title or one_line(excerpt, TITLE // 2),
        text=excerpt if excerpt != title else "",
        language=language,
        published=published,
    )


def _texts(one: Mapping[str, Any]) -> Iterator[str]:
    """What it says at the beginning: its summary, else its text."""
    yield _words(one.get("summary_detail"), str(one.get("summary") or ""))
    for each in one.get("content") or ():
        yield _words(each, str(each.get("value") or ""))


def _words(detail: Mapping[str, Any] | None, value: str) -> str:
    """Words of a value that may be HTML, whatever it says it is."""
    if detail and detail.get("type") in _HTML:
        return text_of_anything(text_of_html(value))
    return text_of_anything(value)


def _language(said: object) -> str:
    """A language tag as pages have it; empty for anything else."""
    parts = str(said or "").strip().replace("_", "-").split("-")
    fits = len(parts) <= 3 and all(each.isascii() and each.isalnum() for each in parts)
    if not fits or not 2 <= len(parts[0]) <= 3 or not all(2 <= len(each) <= 8 for each in parts):
        return ""
    cased = (each.title() if len(each) == 4 else each.upper() for each in parts[1:])
    return "-".join((parts[0].lower(), *cased))


def urljoin_safe(base: str, target: str) -> str:
    """`target` from `base`; empty where that cannot be."""
    try:
        return urljoin(base, target.strip()) if target.strip() else ""
    except ValueError:
        return ""


def _host(address: object) -> str:
    """The host of an address or of a `tag:` (RFC 4151), without `www.`; empty for none."""
    said = str(address or "")
    if said.startswith("tag:"):
        said = f"https://{said[4:].partition(',')[0].rpartition('@')[2]}"
    try:
        return (urlsplit(said).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_planet(feed: Mapping[str, Any], found: list[Any], url: str) -> bool:
    """Whether a feed repeats the feeds of others.

    Its generator says so, or entries name other feeds as their source (Atom 4.2.11, RSS
    `source`), or most of them are, by address and identifier, of two other hosts and more. Who
    writes about links has entries of their own, which lead elsewhere and are named here.
    """
    generator = str(feed.get("generator") or "").lower()
    if any(word in generator for word in AGGREGATORS):
        return True
    ours = {_host(url), _host(feed.get("link"))} - {""}
    sources, foreign = set(), []
    for one in found:
        source = one.get("source") or {}
        named = source.get("href") or source.get("id") or source.get("link")
        if named and (host := _host(named)) and host not in ours:
            sources.add(host)
        hosts = {_host(one.get("link")), _host(one.get("id"))} - {""}
        if hosts and not hosts & ours:
            foreign.append(min(hosts))
    is_mostly_foreign = len(set(foreign)) > 1 and 2 * len(foreign) > len(found)
    return len(sources) > 1 or is_mostly_foreign


def _json_feed(body: bytes, url: str, zone: ZoneInfo) -> FoundFeed:
    """JSON Feed 1.0 and 1.1 (jsonfeed.org), which feedparser does not read."""
    try:
        data = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as failure:
        raise NoFeedError from failure
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(data.get("version")):
        raise NoFeedError
    items = [each for each in items[:MOST] if isinstance(each, dict)]
    language = _language(data.get("language"))
    as_feed = {"link": data.get("home_page_url")}
    found = [{"link": each.get("url"), "id": each.get("id")} for each in items]
    return FoundFeed(
        title=one_line(text_of_anything(_string(data, "title")), TITLE),
        entries=tuple(filter(None, (_json_entry(each, url, language, zone) for each in items))),
        is_planet=_is_planet(as_feed, found, url),
    )


def _json_entry(
    item: Mapping[str, Any], base: str, language: str, zone: ZoneInfo
) -> FoundEntry | None:
    own = _string(item, "id").strip()
    address = urljoin_safe(base, _string(item, "url") or (own if is_address(own) else ""))
    title = one_line(text_of_anything(_string(item, "title")), TITLE)
    text = _string(item, "summary") or _string(item, "content_text")
    text = text_of_anything(text) or text_of_html(_string(item, "content_html"))
    written = _string(item, "date_published") or _string(item, "date_modified")
    published = iso_moment(written, zone) if written else None
    its_language = _language(item.get("language")) or language
    return _found(own or address, address, title, text, its_language, published)


def _string(item: Mapping[str, Any], name: str) -> str:
    """A value as text: many feeds have numbers as identifiers."""
    value = item.get(name)
    return str(value) if isinstance(value, str | int | float) else ""


_HAN: Final = re.compile(
    r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日號号]?"
    r"(?:\D{0,6}?(?P<half>上午|下午|晚上|中午|清晨|凌晨|早上|傍晚)?\s*"
    r"(?P<hour>\d{1,2})\s*[:時时点點]\s*(?P<minute>\d{1,2})?)?"
)
"""Which feedparser takes for the first of the month."""
_AFTERNOON: Final = frozenset({"下午", "晚上", "傍晚"})
EARLIEST: Final = 1991
"""The year in which the web became public; what claims to be older has no date."""


def moment_of(written: str, parsed: Any, zone: ZoneInfo) -> datetime | None:
    """The aware moment that was `written`; None for none, or one that cannot be.

    `parsed` is what feedparser made of it: nine numbers in UTC. A date in 漢字 is on the clock
    of `zone`, the community's.
    """
    plain = unicodedata.normalize("NFKC", written)
    if found := _HAN.search(plain):
        return _sensible(_han(found, zone))
    if "年" in plain or parsed is None:
        return None
    try:
        year, month, day, hour, minute = parsed[:5]
        return _sensible(datetime(year, month, day, hour, minute, min(parsed[5], 59), tzinfo=UTC))
    except (ValueError, TypeError, OverflowError):
        return None


def iso_moment(written: str, zone: ZoneInfo) -> datetime | None:
    """The moment of RFC 3339, as JSON Feed has it; without an offset on the clock of `zone`."""
    plain = written.strip()
    try:
        found = datetime.fromisoformat(plain)
    except ValueError:
        return moment_of(plain, None, zone)
    return _sensible(found if found.tzinfo else found.replace(tzinfo=zone))


def _han(found: re.Match[str], zone: ZoneInfo) -> datetime | None:
    hour = int(found["hour"] or 0)
    if found["half"] in _AFTERNOON and hour < 12:
        hour += 12
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    try:
        return datetime(year, month, day, hour, int(found["minute"] or 0), tzinfo=zone)
    except ValueError:
        return None


def _sensible(moment: datetime | None) -> datetime | None:
    if moment is None or not EARLIEST <= moment.year < 2200:
        return None
    try:
        return moment.astimezone(UTC) + timedelta()
    except OverflowError:
        return None
