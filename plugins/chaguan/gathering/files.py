"""What was gathered as files: one a source, the same bytes for the same things."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from chaguan.load.gathered import VERSION
from chaguan.model import (
    FeedEntry,
    GatheredCalendar,
    GatheredFeed,
    GatheredFile,
    NearbyEvent,
    Span,
    Status,
    Text,
)
from chaguan.source import GATHERED


def path_of_feed(person: str) -> str:
    """The file of a member's feed, below the content folder."""
    return f"{GATHERED}/person-{person}.json"


def path_of_calendar(url: str) -> str:
    """The file of a neighbour: its host and path, and what tells it from any other."""
    parts = urlsplit(url)
    plain = re.sub(r"[^a-z0-9.]+", "-", f"{parts.hostname or ''}{parts.path}".lower()).strip("-.")
    return f"{GATHERED}/neighbour-{plain[:60]}-{sha256(url.encode()).hexdigest()[:8]}.json"


def as_json(of: GatheredFeed | GatheredCalendar) -> str:
    """The text of its file; what is empty is left out."""
    told = dict(_source(of))
    if isinstance(of, GatheredFeed):
        told |= {
            "kind": "feed",
            "person": of.person,
            "title": of.title,
            "latest": of.latest.isoformat() if of.latest else "",
            "known": list(of.known),
            "entries": [_entry(each) for each in of.entries],
        }
    else:
        told |= {"kind": "events", "events": [_event(each) for each in of.events]}
    return json.dumps(_said(told), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _source(of: GatheredFile) -> Iterator[tuple[str, Any]]:
    yield "version", VERSION
    yield "url", of.url
    yield "host", of.host
    yield "etag", of.etag
    yield "modified", of.modified
    yield "moved", of.moved
    yield "refused", of.refused
    yield "failing", of.failing.isoformat() if of.failing else ""
    yield "reason", of.reason


def _said(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value not in ("", [], {}, None, False)}


def _entry(entry: FeedEntry) -> dict[str, Any]:
    return _said(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "text": entry.text,
            "language": entry.language,
            "date": entry.appeared.isoformat(timespec="seconds"),
            "seen": entry.seen.isoformat(),
        }
    )


def _event(event: NearbyEvent) -> dict[str, Any]:
    status = event.status.value if event.status is not Status.CONFIRMED else ""
    return _said(
        {
            "uid": event.uid,
            "day": event.day.isoformat() if event.day else "",
            "title": _text(event.title),
            "place": _text(event.place),
            "online": event.is_online,
            "urls": dict(event.urls),
            "status": status,
            "note": _text(event.note),
            "scenes": list(event.scenes),
            "tags": list(event.tags),
            "revision": event.revision or "",
            "updated": event.updated.isoformat(timespec="seconds") if event.updated else "",
            "missing": event.missing.isoformat() if event.missing else "",
            **_span(event.span),
        }
    )


def _text(text: Text) -> str | dict[str, str]:
    if not text.languages:
        return text.versions[0].text if text else ""
    return {each.language: each.text for each in text.versions}


def _span(span: Span) -> dict[str, str]:
    """As `load.gathered` reads it: days, the last inclusive, or times with their offset."""
    told = {"timezone": span.zone.key}
    if span.all_day:
        return told | {"start": span.first_day.isoformat(), "end": span.last_day.isoformat()}
    told["start"] = span.start.isoformat(timespec="seconds")
    return told if span.open_ended else told | {"end": span.end.isoformat(timespec="seconds")}


def write(content: Path, texts: dict[str, str]) -> tuple[str, ...]:
    """Put these texts below the content folder, take away what is of nobody; what has changed.

    `texts` are all files there are to be, by path.
    """
    folder = content / GATHERED
    there = {f"{GATHERED}/{each.name}": each for each in folder.glob("*.json")}
    changed = []
    for path, text in sorted(texts.items()):
        old = there.pop(path, None)
        if old is not None and old.read_bytes() == text.encode():
            continue
        folder.mkdir(exist_ok=True)
        (content / path).write_bytes(text.encode())
        changed.append(path)
    for path, left in sorted(there.items()):
        left.unlink()
        changed.append(path)
    return tuple(changed)
