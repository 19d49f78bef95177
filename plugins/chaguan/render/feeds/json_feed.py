"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

from typing import Any, Final

from chaguan.render.text.json_lines import in_lines

from .feed import Author, Entry, Feed, to_the_minute_offset

TYPE: Final = "application/feed+json"
VERSION: Final = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> bytes:
    """The JSON document, in UTF-8; the same bytes for the same feed."""
    document = _said(
        {
            "version": VERSION,
            "title": feed.title,
            "home_page_url": feed.page_url,
            "feed_url": feed.json_url,
            "description": feed.description,
            "language": feed.language,
            "authors": [_author(feed.author)],
            "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
        }
    )
    document["items"] = [_item(entry) for entry in feed.entries]
    return in_lines(document)


def _item(entry: Entry) -> dict[str, Any]:
    picture = entry.enclosure
    item = _said(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "image": picture.url if picture and picture.type.startswith("image/") else "",
            "date_published": _moment(entry.published),
            "date_modified": _moment(entry.updated),
            "authors": [_author(author) for author in entry.authors],
            "tags": list(entry.categories),
            "language": entry.language,
        }
    )
    if picture:
        item["attachments"] = [
            {"url": picture.url, "mime_type": picture.type, "size_in_bytes": picture.length}
        ]
    item["content_html"] = entry.html
    return item


def _author(author: Author) -> dict[str, str]:
    return {"name": author.name, "url": author.url} if author.url else {"name": author.name}


def _moment(moment: Any) -> str:
    """As RFC 3339 writes it; empty for none."""
    return to_the_minute_offset(moment).isoformat() if moment else ""


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in values.items() if value not in ("", [])}
