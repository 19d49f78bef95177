"""What makers have, as feeds: all of it, and what one person or place offers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time

from chaguan.locales import Vocabulary
from chaguan.model import MediaPath, Offer, RecordId, shown_tag
from chaguan.model.frozen import dataclass
from chaguan.render.html.portable import absolute
from chaguan.render.text.plain import plain
from chaguan.render.text.xml_text import legible, line
from chaguan.site.announcements import oldest_date
from chaguan.site.clock import Clock
from chaguan.site.identity import feed_iri, iri
from chaguan.site.index import Index
from chaguan.site.stream import Stream
from chaguan.site.urls import Address

from .feed import Bylines, Enclosure, Entry, Feed


@dataclass(frozen=True)
class OfferFeeds:
    """An entry is an offer; its id is the offer's, for ever (RFC 4287, 4.2.6)."""

    index: Index
    site_url: str
    html: Callable[[Offer, str], str]
    words: Callable[[str], Vocabulary]
    picture: Callable[[MediaPath], Enclosure | None]
    clock: Clock
    arrived: Callable[[str], datetime | None]
    """When a file came to the branch, as far as git knows."""
    style_url: str = ""

    def of(self, stream: Stream, folder: Address) -> Feed:
        """The offers of a stream, the newest first; its feeds stand in `folder`."""
        language, settings = stream.language, self.index.settings
        bylines = Bylines(self.index, self.site_url, self.words)
        community = bylines.community(language)
        words = self.words(language)
        name = line(stream.name.text)
        offers = (each for each in stream.offers() if self._was_announced(each))
        entries = [self._entry(offer, language, bylines) for offer in offers]
        entries.sort(key=lambda entry: (entry.updated, entry.id), reverse=True)
        page = stream.address if stream.kind != "site" else folder
        return Feed(
            id=feed_iri(f"offers/{stream.kind}/{stream.key}/{language}", settings),
            title=words("feed.offers.title", name=name),
            description=words("feed.offers.about", name=name),
            language=language,
            page_url=page.absolute(self.site_url),
            author=community,
            since=oldest_date(self.index, self.clock),
            entries=tuple(entries),
            rss_url=(folder / "rss.xml").absolute(self.site_url),
            atom_url=(folder / "atom.xml").absolute(self.site_url),
            json_url=(folder / "feed.json").absolute(self.site_url),
            style_url=self.style_url,
        )

    def _entry(self, offer: Offer, language: str, bylines: Bylines) -> Entry:
        url = self.index.addresses.record(offer, language).absolute(self.site_url)
        body = legible(absolute(self.html(offer, language), url))
        people: tuple[RecordId, ...] = tuple(each.person for each in offer.of if each.person)
        published = self._since(offer)
        return Entry(
            id=iri(offer, self.index.settings),
            url=url,
            title=line(offer.title.best(language).text) or url,
            updated=published or oldest_date(self.index, self.clock),
            published=published,
            language=language,
            authors=bylines.of(people, language) or (bylines.community(language),),
            summary=plain(body),
            html=body,
            categories=tuple(
                dict.fromkeys(line(shown_tag(tag, language).text) for tag in offer.tags)
            ),
            enclosure=self.picture(offer.image) if offer.image else None,
        )

    def _was_announced(self, offer: Offer) -> bool:
        """Whether it was to be had when it was first made known, as far as git knows."""
        moment = self.arrived(offer.path)
        return moment is None or not offer.is_over(
            moment.astimezone(self.index.settings.zone).date()
        )

    def _since(self, offer: Offer) -> datetime | None:
        """When it was first made known: as git knows, else its first day, once that has come."""
        moment = self.arrived(offer.path)
        if moment is None and offer.begins is not None:
            moment = datetime.combine(offer.begins, time(), self.index.settings.zone)
        return moment if moment is not None and self.clock.has_come(moment) else None
