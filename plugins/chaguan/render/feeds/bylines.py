"""Who made something, as feeds name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from chaguan.locales import Vocabulary
from chaguan.model import RecordId
from chaguan.render.text.xml_text import line
from chaguan.site.index import Index

from .feed import Author


@dataclass(frozen=True)
class Bylines:
    """The names of people and of the community, with their pages."""

    index: Index
    site_url: str
    words: Callable[[str], Vocabulary]

    def of(self, ids: Iterable[RecordId], language: str) -> tuple[Author, ...]:
        """Each person once; all who are not listed are one "a member"."""
        people, addresses = self.index.community.people, self.index.addresses
        found = []
        for id in ids:
            if person := people.get(id):
                url = addresses.record(person, language).absolute(self.site_url)
                found.append(Author(name=line(person.name.best(language).text), url=url))
            else:
                found.append(Author(name=self.words(language)("person.member")))
        return tuple(dict.fromkeys(found))

    def community(self, language: str) -> Author:
        """The community and its front page."""
        name = self.index.community.settings.name.best(language).text
        home = self.index.addresses.home(language)
        return Author(name=line(name), url=home.absolute(self.site_url))
