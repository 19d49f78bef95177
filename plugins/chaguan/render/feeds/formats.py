"""A feed as Atom (RFC 4287, RFC 5005), as RSS 2.0 (RSS Board) and as JSON Feed 1.1."""

from __future__ import annotations

import re
from copy import deepcopy
from html import escape
from typing import Any, Final

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.ext.dc import DcEntryExtension, DcExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from chaguan.build.packing import packed, unpacked
from chaguan.render.text.json_lines import Told, in_lines, told

from .feed import Author, Entry, Feed, to_the_minute_offset

ATOM: Final = "application/atom+xml"
_HISTORY: Final = "http://purl.org/syndication/history/1.0"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def atom(feed: Feed) -> bytes:
    """The Atom document, in UTF-8; the same bytes for the same feed."""
    document = FeedGenerator()
    document.id(feed.id)
    document.title(feed.title)
    document.subtitle(feed.description)
    document.language(feed.language)
    document.generator("Chaguan")
    document.updated(to_the_minute_offset(feed.updated or feed.since))
    document.author(_atom_person(feed.author))
    for relation, url, media_type in (
        ("self", feed.atom_url, ATOM),
        ("hub", feed.hub, None),
        ("current", feed.current_url, ATOM),
        ("prev-archive", feed.previous_archive_url, ATOM),
        ("alternate", feed.page_url, "text/html"),
    ):
        if url:
            document.link(_without_none({"rel": relation, "href": url, "type": media_type}))
    if feed.is_archive:
        document.register_extension("history", _Archive, rss=False)
    for entry in feed.entries:
        document.add_entry(_AtomEntry(entry, feed.language), order="append")
    root, tree = document._create_atom()
    root.set(_LANGUAGE, feed.language)
    return styled(root, tree, feed.style_url)


class _Archive(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Says that this document is not what to subscribe to (RFC 5005, 4)."""

    def extend_ns(self) -> dict[str, str]:
        return {"fh": _HISTORY}

    def extend_atom(self, feed: Any) -> Any:
        etree.SubElement(feed, f"{{{_HISTORY}}}archive")
        return feed


class _AtomEntry(FeedEntry):  # type: ignore[misc]  # feedgen has no types
    """An entry that is written once for all its feeds, and says where its language is another."""

    def __init__(self, entry: Entry, feed_language: str) -> None:
        super().__init__()
        self._entry, self._feed_language = entry, feed_language

    def atom_entry(self, extensions: bool = True) -> Any:
        element = deepcopy(self._entry.as_written("atom", _atom_element))
        if self._entry.language != self._feed_language:
            element.set(_LANGUAGE, self._entry.language)
        return element


def _atom_element(entry: Entry) -> Any:
    """With what its links say: feedgen 1.0.0 loses all but their addresses."""
    made = _atom_entry(entry)
    element = made.atom_entry()
    for link, said in zip(element.findall("link"), made.link(), strict=True):
        for name, value in sorted(said.items()):
            link.set(name, value)
    return element


def _atom_entry(entry: Entry) -> Any:
    made = FeedEntry()
    made.id(entry.id)
    made.title(entry.title)
    made.updated(to_the_minute_offset(entry.updated))
    if entry.published:
        made.published(to_the_minute_offset(entry.published))
    made.author([_atom_person(author) for author in entry.authors])
    made.contributor([_atom_person(person) for person in entry.contributors])
    made.link(rel="alternate", href=entry.url, type="text/html", hreflang=entry.language)
    if entry.enclosure:
        made.enclosure(entry.enclosure.url, entry.enclosure.length, entry.enclosure.type)
    made.category([{"term": category} for category in entry.categories])
    if entry.summary:
        # As HTML, or rss2email mails this alone: it takes plain text before HTML.
        made.summary(escape(entry.summary, quote=False), type="html")
    made.content(entry.html, type="html")
    if entry.rights:
        made.rights(entry.rights)
    return made


def _atom_person(author: Author) -> dict[str, str]:
    return {"name": author.name, "uri": author.url} if author.url else {"name": author.name}


def _without_none(values: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


RSS: Final = "application/rss+xml"
_LINK: Final = "{http://www.w3.org/2005/Atom}link"


def rss(feed: Feed) -> bytes:
    """The RSS document, in UTF-8; the same bytes for the same feed."""
    document = FeedGenerator()
    document.register_extension("dc", DcExtension, atom=False)
    document.title(feed.title)
    document.description(feed.description)
    document.language(feed.language)
    document.generator("Chaguan")
    document.lastBuildDate(to_the_minute_offset(feed.updated or feed.since))
    if feed.rss_url:
        document.link(rel="self", href=feed.rss_url, type=RSS)
    document.link(rel="alternate", href=feed.page_url, type="text/html")
    for entry in feed.entries:
        document.add_entry(_RssEntry(entry), order="append")
    root, tree = document._create_rss()
    channel = root.find("channel")
    _as_plain_text(channel.find("title"))
    if feed.updated is None:
        channel.remove(channel.find("lastBuildDate"))
    if feed.hub:
        channel.find("description").addnext(etree.Element(_LINK, rel="hub", href=feed.hub))
    return styled(root, tree, feed.style_url)


class _RssEntry(FeedEntry):  # type: ignore[misc]  # feedgen has no types
    """An item whose title no reader takes for HTML, written once for all its feeds."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self._entry = entry

    def rss_entry(self, extensions: bool = True) -> Any:
        return deepcopy(self._entry.as_written("rss", _rss_element))


def _rss_element(entry: Entry) -> Any:
    element = _rss_item(entry).rss_entry()
    _as_plain_text(element.find("title"))
    return element


def _rss_item(entry: Entry) -> Any:
    made = FeedEntry()
    made.register_extension("dc", DcEntryExtension, atom=False)
    made.guid(entry.id, permalink=False)
    made.title(entry.title)
    made.link(rel="alternate", href=entry.url)
    made.dc.dc_creator([author.name for author in entry.authors])
    if entry.contributors:
        made.dc.dc_contributor([person.name for person in entry.contributors])
    if entry.rights:
        made.dc.dc_rights(entry.rights)
    if entry.published:
        made.published(to_the_minute_offset(entry.published))
    if entry.enclosure:
        made.enclosure(entry.enclosure.url, entry.enclosure.length, entry.enclosure.type)
    made.category([{"term": category} for category in entry.categories])
    made.content(entry.html)
    if entry.summary:
        made.description(escape(entry.summary, quote=False), isSummary=True)
    return made


def _as_plain_text(title: Any) -> None:
    """Write `&` and `<` as numeric references (RSS Board best practices, "Character data").

    To an XML parser they are the same; readers that look at the source leave them alone.
    """
    pieces = re.split("([&<])", title.text or "")
    title.text = pieces[0]
    for mark, text in zip(pieces[1::2], pieces[2::2], strict=True):
        reference = etree.Entity(f"#x{ord(mark):X}")
        reference.tail = text
        title.append(reference)


def styled(root: Any, tree: Any, style_url: str) -> bytes:
    """The document in UTF-8, with a link to its CSS (W3C xml-stylesheet); CSS, since
    browsers are giving up XSLT.
    """
    if style_url:
        address = style_url.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        link = etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{address}"')
        link.tail = "\n"
        root.addprevious(link)
    return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True)) + b"\n"


JSON: Final = "application/feed+json"
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
            "authors": [_json_author(feed.author)],
            "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
        }
    )
    items = (entry.as_written("json", _json_item) for entry in feed.entries)
    document["items"] = [Told(unpacked(each).decode()) for each in items]
    return in_lines(document)


def _json_item(entry: Entry) -> bytes:
    """Packed: hundreds are held for further feeds."""
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
            "authors": [_json_author(author) for author in entry.authors],
            "tags": list(entry.categories),
            "language": entry.language,
        }
    )
    if picture:
        item["attachments"] = [
            {"url": picture.url, "mime_type": picture.type, "size_in_bytes": picture.length}
        ]
    item["content_html"] = entry.html
    return packed(told(item).encode())


def _json_author(author: Author) -> dict[str, str]:
    return {"name": author.name, "url": author.url} if author.url else {"name": author.name}


def _moment(moment: Any) -> str:
    """As RFC 3339 writes it; empty for none."""
    return to_the_minute_offset(moment).isoformat() if moment else ""


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in values.items() if value not in ("", [])}
