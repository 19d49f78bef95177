"""What else must be read, to know all that is wrong with a change: other files have a say in it.

A file has one where it is referred to, or holds the same address, `uid` or tag. Whatever can
be wrong with a change because of another file has its function here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import Final

from chaguan.check.charter import PAGE as CHARTER
from chaguan.check.tags import is_nearly
from chaguan.load import Loaded
from chaguan.model import Event, Post, RecordId
from chaguan.model.frozen import dataclass
from chaguan.site.claims import claims
from chaguan.site.urls import Addresses, slug

from .file_index import Neighbours

ENOUGH: Final = 4
"""Files of a tag that are read at once, to find two that are in order."""
_NUMBERED: Final = re.compile(r"(^|/)page/\d+/index\.html$")
"""An address that is taken or not, by the number of records."""


@dataclass(frozen=True)
class Leads:
    """Where a change leads to."""

    touched: frozenset[str]
    neighbours: Neighbours

    def first(self) -> Iterator[str]:
        """What is read whatever the change may say: itself, and whoever names what it touches."""
        around = self.neighbours
        yield from self._namesakes()
        yield from self._left_alone()
        yield from around.of_kind("place")
        yield from around.called("page", CHARTER)
        yield from around.in_riddles()
        for name in {PurePosixPath(path).name for path in self.touched}:
            yield from around.linking(name)
        for stem in {PurePosixPath(path).stem for path in self.touched}:
            yield from around.referring(stem)

    def further(self, loaded: Loaded, read: Collection[str]) -> Iterator[str]:
        """What has to be read besides, after what was loaded."""
        yield from self._by_reference(loaded)
        yield from self._by_identity(loaded)
        yield from self._by_address(loaded)
        yield from self._by_tag(loaded, read)

    def _namesakes(self) -> Iterator[str]:
        """What was touched, and what is called the same elsewhere."""
        for path in self.touched:
            yield from self.neighbours.namesakes(path)

    def _left_alone(self) -> Iterator[str]:
        """The other languages of what was touched, which may be gone."""
        for path in self.touched:
            what = self.neighbours.named_as(path)
            if what.kind:
                yield from self.neighbours.called(what.kind, what.id)

    def _by_reference(self, loaded: Loaded) -> Iterator[str]:
        for each in loaded.references:
            if each.position.path in self.touched:
                yield from self.neighbours.called(each.kind, each.id)
        for problem in loaded.problems:
            if problem.code == "RF101" and problem.values["near"]:
                yield from self.neighbours.called(problem.values["kind"], problem.values["near"])
            if problem.code in ("RF101", "FD136") and problem.position.path in self.touched:
                yield from self.neighbours.of_kind(problem.values.get("kind", "place"))

    def _by_identity(self, loaded: Loaded) -> Iterator[str]:
        named = frozenset(self._namesakes())
        for record in loaded.community.records():
            if record.uid and record.path in named:
                yield from self.neighbours.saying(record.uid)

    def _by_address(self, loaded: Loaded) -> Iterator[str]:
        named = frozenset(self._namesakes())
        addresses = Addresses(loaded.community.settings.languages)
        wanted = {
            address
            for address, position in claims(loaded.community, addresses, frozenset())
            if position is not None and position.path in named
        }
        for address in wanted:
            yield from self.neighbours.wanting(address)
            if _NUMBERED.search(address):
                yield from self.neighbours.texts

    def _by_tag(self, loaded: Loaded, read: Collection[str]) -> Iterator[str]:
        """Who else has a tag; of a tag that nobody else has, who has one nearly the same."""
        tagged: list[Post | Event] = [*loaded.community.posts, *loaded.community.events.values()]
        users: dict[str, set[tuple[str, RecordId]]] = {}
        for record in tagged:
            for tag in record.tags:
                users.setdefault(tag, set()).add((record.kind, record.id))
        asked = {tag for record in tagged if record.path in self.touched for tag in record.tags}
        for tag in sorted(tag for tag in asked if len(users[tag]) == 1):
            everywhere = self.neighbours.tagged
            unread = [path for path in everywhere.get(tag, ()) if path not in read]
            if unread:
                yield from unread[:ENOUGH]
                continue
            yield from everywhere.get("", ())
            for other, paths in everywhere.items():
                if other and (is_nearly(tag, other) or slug(other) == slug(tag)):
                    yield from paths
