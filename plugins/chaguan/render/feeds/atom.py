"""A feed as Atom (RFC 4287), with paging into its archive (RFC 5005)."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from .feed import Author, Entry, Feed, to_the_minute_offset
from .style import styled

TYPE: Final = "application/atom+xml"
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
    document.author(_person(feed.author))
    for relation, url, media_type in (
        ("self", feed.atom_url, TYPE),
        ("hub", feed.hub, None),
        ("current", feed.current_url, TYPE),
        ("prev-archive", feed.previous_archive_url, TYPE),
        ("alternate", feed.page_url, "text/html"),
    ):
        if url:
            document.link(_without_none({"rel": relation, "href": url, "type": media_type}))
    if feed.is_archive:
        document.register_extension("history", _Archive, rss=False)
    for entry in feed.entries:
        document.add_entry(_entry(entry, feed.language), order="append")
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
    """An entry that keeps what its links say: feedgen 1.0.0 loses all but their addresses."""

    language = ""

    def atom_entry(self, extensions: bool = True) -> Any:
        element = super().atom_entry(extensions)
        for link, said in zip(element.findall("link"), self.link(), strict=True):
            for name, value in sorted(said.items()):
                link.set(name, value)
        if self.language:
            element.set(_LANGUAGE, self.language)
        return element


def _entry(entry: Entry, feed_language: str) -> _AtomEntry:
    made = _AtomEntry()
    made.id(entry.id)
    made.title(entry.title)
    made.updated(to_the_minute_offset(entry.updated))
    if entry.published:
        made.published(to_the_minute_offset(entry.published))
    made.author([_person(author) for author in entry.authors])
    made.contributor([_person(person) for person in entry.contributors])
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
    if entry.language != feed_language:
        made.language = entry.language
    return made


def _person(author: Author) -> dict[str, str]:
    return {"name": author.name, "uri": author.url} if author.url else {"name": author.name}


def _without_none(values: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}
