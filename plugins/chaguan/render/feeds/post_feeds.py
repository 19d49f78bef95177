"""From a stream's stories to its feed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, field
from functools import cached_property
from html import escape
from typing import Final

from chaguan.build.entries import Lately
from chaguan.locales import Vocabulary
from chaguan.model import MediaPath, Post, shown_tag
from chaguan.model.frozen import dataclass
from chaguan.render.html.portable import absolute
from chaguan.render.text.plain import plain
from chaguan.render.text.xml_text import legible, line
from chaguan.site.announcements import oldest_date
from chaguan.site.catalogue import archive_addresses
from chaguan.site.clock import Clock
from chaguan.site.identity import feed_iri, iri
from chaguan.site.index import Index
from chaguan.site.stream import Stream
from chaguan.site.urls import Address

from .feed import Bylines, Enclosure, Entry, Feed

MOST_HELD: Final = 1_000
"""Entries that are held for further streams."""


@dataclass(frozen=True)
class PostFeeds:
    """Feeds of stories. A post's entry is made once, however many streams it is in.

    Only in a very large community it may be made again for a later stream.
    """

    index: Index
    """Of the published community."""
    site_url: str
    """Ends with a slash."""
    html: Callable[[Post], str]
    """A post's sanitised body as HTML, with links relative to its page."""
    words: Callable[[str], Vocabulary]
    """The vocabulary of a language."""
    _: KW_ONLY
    picture: Callable[[MediaPath], Enclosure | None]
    """A picture as readers get it; None where there is none to be had."""
    clock: Clock
    limit: int = 30
    """How many entries a feed and an archived page have."""
    hub: str = ""
    style_url: str = ""
    _entries: Lately = field(default_factory=lambda: Lately(MOST_HELD), repr=False)

    def of(self, stream: Stream) -> Feed:
        """The newest stories of a stream, newest first."""
        previous = (
            self._url(self.archive_addresses(stream)[-1]) if self._is_archived(stream) else ""
        )
        return self._feed(
            stream,
            stream.stories(0, self.limit),
            rss_url=self._url(stream.address / "rss.xml"),
            atom_url=self._url(stream.address / "atom.xml"),
            json_url=self._url(stream.address / "feed.json"),
            previous_archive_url=previous,
            hub=self.hub,
        )

    def archives(self, stream: Stream) -> tuple[tuple[Address, Feed], ...]:
        """The archived Atom pages of the site's feed, oldest first; none for other streams.

        Only full pages exist, filled from the oldest story on, so that a page never changes
        when stories are added (RFC 5005, 4). What fills no page yet is in the feed itself.
        """
        addresses = self.archive_addresses(stream)
        return tuple(
            (address, self.archive(stream, number)) for number, address in enumerate(addresses, 1)
        )

    def archive(self, stream: Stream, number: int) -> Feed:
        """Page `number` of `archives`, from 1."""
        addresses = self.archive_addresses(stream)
        newer = (number - 1) * self.limit  # counted from the oldest, for new ones come before
        return self._feed(
            stream,
            stream.stories(-newer - self.limit, -newer or None),
            atom_url=self._url(addresses[number - 1]),
            previous_archive_url=self._url(addresses[number - 2]) if number > 1 else "",
            current_url=self._url(stream.address / "atom.xml"),
        )

    def archive_addresses(self, stream: Stream) -> tuple[Address, ...]:
        """Where `archives` will be, without making any entry."""
        return archive_addresses(stream, self.limit)

    @cached_property
    def _bylines(self) -> Bylines:
        return Bylines(self.index, self.site_url, self.words)

    def entry(self, post: Post) -> Entry:
        """A post as feeds carry it."""
        key = (post.id, post.language)
        return self.index.recorder.remembered(self._entries, key, lambda: self._made(post))

    def _is_archived(self, stream: Stream) -> bool:
        return stream.kind == "site" and stream.story_count() > self.limit

    def _feed(self, stream: Stream, posts: tuple[Post, ...], **links: str) -> Feed:
        language = stream.language
        community = self._bylines.community(language)
        name = line(stream.name.text)
        return Feed(
            id=feed_iri(
                f"posts/{stream.kind}/{stream.key}/{language}", self.index.community.settings
            ),
            title=name if stream.kind == "site" else f"{name} · {community.name}",
            description=self.words(language)(
                f"feed.about.{stream.kind}", name=name, community=community.name
            ),
            language=language,
            page_url=self._url(stream.address),
            author=community,
            since=oldest_date(self.index, self.clock),
            entries=tuple(self.entry(post) for post in posts),
            style_url=self.style_url,
            **links,
        )

    def _made(self, post: Post) -> Entry:
        settings = self.index.community.settings
        url = self._url(self.index.addresses.record(post, post.language))
        body = legible(absolute(self.html(post), url))
        credited = tuple(id for id in post.contributors if id not in post.authors)
        return Entry(
            id=iri(post, settings),
            url=url,
            title=line(post.title) or url,
            updated=post.changed,
            published=post.date,
            language=post.language,
            authors=self._bylines.of(post.authors, post.language),
            contributors=self._bylines.of(credited, post.language),
            summary=line(post.summary) or plain(body),
            html=self._disclosed(post, body),
            categories=tuple(
                dict.fromkeys(line(shown_tag(tag, post.language).text) for tag in post.tags)
            ),
            enclosure=self.picture(post.image) if post.image else None,
            rights=line(post.licence or settings.licence),
        )

    def _disclosed(self, post: Post, body: str) -> str:
        """The body between who paid for it and where it comes from, as its page says them."""
        words = self.words(post.language)
        if post.sponsored:
            paid = words("feed.sponsored", name=line(post.sponsored))
            body = f"<p><strong>{escape(paid)}</strong></p>\n{body}"
        if source := post.source:
            title = escape(line(source.title) or str(source.url or ""))
            if source.url:
                title = f'<a href="{escape(source.url)}">{title}</a>'
            known = [escape(line(each)) for each in (source.author, source.licence) if each]
            said = escape(words("feed.source"))
            body = f"{body}\n<p>{said} {' · '.join(part for part in (title, *known) if part)}</p>"
        return body

    def _url(self, address: Address) -> str:
        return address.absolute(self.site_url)
