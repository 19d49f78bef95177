"""A feed as RSS 2.0 (rssboard.org/rss-specification), by the RSS Board's best practices."""

from __future__ import annotations

import re
from html import escape
from typing import Any, Final

from feedgen.entry import FeedEntry
from feedgen.ext.dc import DcEntryExtension, DcExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from .feed import Entry, Feed, to_the_minute_offset
from .style import styled

TYPE: Final = "application/rss+xml"
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
        document.link(rel="self", href=feed.rss_url, type=TYPE)
    document.link(rel="alternate", href=feed.page_url, type="text/html")
    for entry in feed.entries:
        document.add_entry(_item(entry), order="append")
    root, tree = document._create_rss()
    channel = root.find("channel")
    _as_plain_text(channel.find("title"))
    if feed.updated is None:
        channel.remove(channel.find("lastBuildDate"))
    if feed.hub:
        channel.find("description").addnext(etree.Element(_LINK, rel="hub", href=feed.hub))
    return styled(root, tree, feed.style_url)


class _RssEntry(FeedEntry):  # type: ignore[misc]  # feedgen has no types
    """An item whose title no reader takes for HTML."""

    def rss_entry(self, extensions: bool = True) -> Any:
        element = super().rss_entry(extensions)
        _as_plain_text(element.find("title"))
        return element


def _item(entry: Entry) -> _RssEntry:
    made = _RssEntry()
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
