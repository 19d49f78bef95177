"""Every feed in one file, to be imported by a reader (OPML 2.0, opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from lxml import etree

from chaguan.locales import Vocabulary
from chaguan.model import Person
from chaguan.render.text.localized import language_name
from chaguan.render.text.xml_text import line
from chaguan.site.index import Index
from chaguan.site.stream import Stream, every_stream


def opml(index: Index, site_url: str, words: Callable[[str], Vocabulary]) -> bytes:
    """Each stream's RSS, by language and kind; UTF-8. It has no date, since nobody wrote it."""
    settings = index.community.settings
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    name = line(settings.name.best(settings.default_language).text)
    etree.SubElement(head, "title").text = name
    etree.SubElement(head, "ownerId").text = site_url
    body = etree.SubElement(root, "body")
    for language in settings.languages:
        vocabulary = words(language)
        shelf = body
        if len(settings.languages) > 1:
            shelf = _group(body, language_name(language))
        site, *others = every_stream(index, language)
        _feed(shelf, site, line(site.name.text), site.address.absolute(site_url))
        _feed(
            shelf,
            site,
            vocabulary("feed.events.title", name=line(site.name.text)),
            index.addresses.section("event", language).absolute(site_url),
        )
        if blogs := _blogs(index):
            group = _group(shelf, vocabulary("nav.planet"))
            for each in blogs:
                page = index.addresses.record(each, language).absolute(site_url)
                _blog(group, line(each.name.best(language).text), str(each.feed), page)
        for kind, same in groupby(others, key=lambda stream: stream.kind):
            _streams(_group(shelf, vocabulary(f"nav.{kind}")), same, site_url)
    text = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return bytes(text)


def _blogs(index: Index) -> tuple[Person, ...]:
    """The listed people who write on a blog of their own, by id."""
    return tuple(each for each in index.community.people.values() if each.feed)


def _blog(shelf: etree._Element, name: str, feed: str, page: str) -> None:
    """Somebody's feed on their own host; what is known of them stands on their page here."""
    etree.SubElement(shelf, "outline", type="rss", text=name, title=name, xmlUrl=feed, htmlUrl=page)


def _streams(shelf: etree._Element, streams: Iterable[Stream], site_url: str) -> None:
    for stream in streams:
        _feed(shelf, stream, line(stream.name.text), stream.address.absolute(site_url))


def _group(parent: etree._Element, name: str) -> etree._Element:
    """A folder: with a `title` validators take it for a feed whose type is missing."""
    group: etree._Element = etree.SubElement(parent, "outline", text=name)
    return group


def _feed(parent: etree._Element, stream: Stream, name: str, url: str) -> None:
    etree.SubElement(
        parent,
        "outline",
        type="rss",
        text=name,
        title=name,
        xmlUrl=f"{url}rss.xml",
        htmlUrl=url,
        language=stream.language,
        version="RSS2",
    )
