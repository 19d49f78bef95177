"""How JSON-LD names what has a page of its own."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, MutableMapping
from dataclasses import field
from typing import Any, Final

from chaguan.locales import Vocabulary
from chaguan.model import Geo, Location, MediaPath, Post, Record, RecordId, Text
from chaguan.model.frozen import dataclass
from chaguan.site.identity import iri
from chaguan.site.images import NO_PICTURES, Album
from chaguan.site.index import Index
from chaguan.site.records import Records
from chaguan.site.urls import Address

Linked = dict[str, Any]
"""A JSON-LD node."""
CONTEXT: Final = "https://schema.org"


def said(**values: Any) -> Linked:
    """A node without what is empty; `id_`, `type_` and `context_` stand for `@id` and so on."""
    return {
        f"@{name[:-1]}" if name.endswith("_") else name: value
        for name, value in values.items()
        if value not in (None, "", [], {}, ())
    }


@dataclass(frozen=True)
class LinkedNames:
    """Nodes in one language that point to records without telling all about them."""

    index: Index
    """Of the published community."""
    site_url: str
    """Ends with a slash."""
    language: str
    words: Vocabulary
    album: Album = NO_PICTURES
    """The published pictures."""
    memory: MutableMapping[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)
    """Nodes that several pages have."""

    @property
    def community(self) -> Records:
        return self.index.community

    def url(self, address: Address) -> str:
        return address.absolute(self.site_url)

    def page(self, record: Record) -> str:
        """Where a reader of this language reads about a record."""
        written = record.written_in(self.community.settings.languages)
        language = self.index.addresses.nearest(self.language, written)
        return self.url(self.index.addresses.record(record, language))

    def best(self, text: Text) -> str:
        return text.best(self.language).text

    def id(self, record: Record) -> str:
        return iri(record, self.community.settings)

    def site(self) -> Linked:
        """The community (schema.org/Organization)."""

        def made() -> Linked:
            settings = self.community.settings
            home = self.url(self.index.addresses.home(self.language))
            name = self.best(settings.name)
            return said(type_="Organization", id_=self.id(settings), name=name, url=home)

        return self.index.recorder.remembered(self.memory, "linked site", made)

    def person(self, id: RecordId) -> Linked:
        """A person (schema.org/Person); who is not listed is "a member"."""
        person = self.community.people.get(id)
        if person is None:
            return said(type_="Person", name=self.words("person.member"))
        return self._named("Person", person, person.name)

    def people(self, ids: Iterable[RecordId]) -> list[Linked]:
        """Each person once."""
        found: list[Linked] = []
        for id in ids:
            node = self.person(id)
            if node not in found:
                found.append(node)
        return found

    def groups(self, ids: Iterable[RecordId]) -> list[Linked]:
        """Groups (schema.org/Organization)."""
        groups = (self.community.groups.get(id) for id in ids)
        return [self._named("Organization", group, group.name) for group in groups if group]

    def place(self, id: RecordId | None) -> Linked:
        """A place with its address (schema.org/Place); empty for none."""
        place = self.community.places.get(id) if id else None
        if place is None:
            return {}
        return {**self._named("Place", place, place.name), **self.location(place.location)}

    def places(self, ids: Iterable[RecordId]) -> list[Linked]:
        return [node for node in map(self.place, ids) if node]

    def event(self, id: RecordId | None) -> Linked:
        """An event (schema.org/Event) by name and start; empty for none."""
        event = self.community.events.get(id) if id else None
        if event is None:
            return {}
        starts = event.span.first_day if event.span.all_day else event.span.start
        return {**self._named("Event", event, event.title), "startDate": starts.isoformat()}

    def location(self, location: Location) -> Linked:
        """Its address (schema.org/PostalAddress) and point (schema.org/GeoCoordinates)."""
        address = said(
            streetAddress=self.best(location.address),
            addressLocality=self.best(location.city),
            addressCountry=location.country,
        )
        return said(
            address={"@type": "PostalAddress", **address} if address else {},
            geo=_point(location.geo) if location.geo else {},
        )

    def picture(self, path: MediaPath | None, alt: str) -> Linked | None:
        """A picture and what it shows (schema.org/ImageObject)."""
        picture = self.album.of(path)
        if picture is None:
            return None
        full = picture.full
        return said(
            type_="ImageObject",
            url=self.url(full.address),
            width=full.width,
            height=full.height,
            caption=alt,
        )

    def post(self, post: Post) -> Linked:
        """A story by name (schema.org/BlogPosting)."""
        return said(
            type_="BlogPosting",
            id_=self.id(post),
            url=self.page(post),
            headline=post.title,
            inLanguage=post.language,
        )

    def _named(self, kind: str, record: Record, name: Text) -> Linked:
        def made() -> Linked:
            url = self.page(record)
            return said(type_=kind, id_=self.id(record), name=self.best(name), url=url)

        key = ("linked", kind, record.kind, record.id)
        return self.index.recorder.remembered(self.memory, key, made)


def licence_url(licence: str) -> str | Linked:
    """The page of an SPDX identifier, else a schema.org/CreativeWork of that name."""
    if licence.startswith(("https://", "http://")):
        return licence
    if licence and all(each.isascii() and (each.isalnum() or each in ".-+") for each in licence):
        return f"https://spdx.org/licenses/{licence}.html"
    return said(type_="CreativeWork", name=licence) if licence else ""


def _point(geo: Geo) -> Linked:
    return said(type_="GeoCoordinates") | {"latitude": geo.latitude, "longitude": geo.longitude}
