"""A content folder becomes a community, and everything that is wrong with it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as ReadOnly
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from chaguan.model import (
    PLURALS,
    Community,
    Place,
    Position,
    Problem,
    Record,
    RecordId,
    Severity,
    error,
)
from chaguan.model.frozen import dataclass
from chaguan.source import Mapping, SourceFile, files_of, gathered_files, markdown_of, nodes_of

from . import campaign, event, group, offer, page, person, place, post, scene, settings, tags
from .blocks import read_blocks
from .gathered import read_gathered
from .naming import Named, named
from .reading import Reading, Referred, Surroundings, Values
from .references import unresolved

NONE: Final[ReadOnly[str, Named]] = MappingProxyType({})
NO_ZONES: Final[ReadOnly[RecordId, ZoneInfo]] = MappingProxyType({})
IN_MARKDOWN: Final = ("page", "post")
"""Kinds with a file for each language."""
READERS: Final[ReadOnly[str, Callable[[Mapping, RecordId, Reading], Record | None]]] = (
    MappingProxyType(
        {
            "person": person.read,
            "group": group.read,
            "scene": scene.read,
            "campaign": campaign.read,
            "offer": offer.read,
        }
    )
)
"""How a YAML file of a kind is read; events and places are read with the zones of places."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a content folder holds."""

    community: Community
    problems: tuple[Problem, ...]
    """All of them, sorted by file and line."""
    files: frozenset[str]
    """Every file, relative to the content folder."""
    references: tuple[Referred, ...] = ()
    """Each record named by another, where it is written."""
    reading: bytes = field(default=b"", compare=False)
    """Names the reading that is kept, whose records these are; empty where none is."""
    renewed: frozenset[str] = field(default=frozenset(), compare=False)
    """The files that were read again after it."""
    digests: ReadOnly[str, bytes] = field(default_factory=dict, repr=False, compare=False)
    """Of what stands in each file, by its path; empty where that is not known."""
    rewritten: frozenset[str] = field(default=frozenset(), compare=False)
    """Those of them of which more changed than what they say at length."""


def load(folder: Path, *, name: str = "", language: str = "en") -> Loaded:
    """Read everything below `folder`.

    Never raises for what is in a file: a broken record is left out and reported, and what
    refers to it says so. `name` and `language` serve a folder without `community.yml`.
    """
    name = name or folder.resolve().name
    loaded = read(files_of(folder), name=name, language=language)
    gathered, problems = read_gathered(gathered_files(folder))
    if not gathered and not problems:
        return loaded
    every = sorted((*loaded.problems, *problems), key=lambda problem: problem.order)
    community = replace(loaded.community, gathered=gathered)
    return replace(loaded, community=community, problems=tuple(every))


def read(
    files: Iterable[SourceFile],
    *,
    name: str,
    language: str = "en",
    unread: ReadOnly[str, Named] = NONE,
    zones: ReadOnly[RecordId, ZoneInfo] = NO_ZONES,
) -> Loaded:
    """The community that some files make.

    `unread` are further files, by path; what their paths say is all that is known of them,
    besides the `zones` of places.
    """
    by_path = {file.path: file for file in files}
    there = frozenset(by_path).union(unread)
    chosen, problems = settings.read(by_path.get(settings.NAME), name, language, there)
    waiting = [
        (file, named(path, chosen.languages))
        for path, file in by_path.items()
        if path not in (settings.NAME, tags.NAME)
    ]
    records = {(each.kind, each.id) for each in (*unread.values(), *(what for _, what in waiting))}
    around = Surroundings(chosen.languages, chosen.zone, there, frozenset(records))
    named_tags, of_tags = tags.read(by_path.get(tags.NAME), around)
    around = replace(around, tags=tags.by_form(named_tags))
    shelf = _Gathering(around, [*problems, *of_tags], zones=dict(zones))
    waiting.sort(key=lambda each: _turn(each[0], each[1], around.languages), reverse=True)
    del by_path
    while waiting:  # a text goes when its record is there: of thousands, each would be held twice
        shelf.add(*waiting.pop())
    community = Community(
        settings=chosen,
        named_tags=named_tags,
        **{plural: shelf.of_kind(kind) for kind, plural in PLURALS.items()},
    )
    elsewhere = {(each.kind, each.id) for each in unread.values()}
    shelf.problems.extend(unresolved(shelf.references, community, shelf.broken, elsewhere))
    found = _first_things_first(shelf.problems, problems)
    ordered = tuple(sorted(found, key=lambda problem: problem.order))
    return Loaded(community, ordered, around.files, tuple(sorted(shelf.references)))


LANGUAGES_ASIDE: Final = frozenset({"FD112", "ID101", "ID105", "ID106", "RF102"})
"""What many files seem to do wrong when `community.yml` names the wrong languages."""


def _first_things_first(
    everything: Iterable[Problem], of_settings: Iterable[Problem]
) -> Iterable[Problem]:
    """While `community.yml` has errors, nobody is told to change files that may be right."""
    if not any(each.severity is Severity.ERROR for each in of_settings):
        return everything
    return (each for each in everything if each.code not in LANGUAGES_ASIDE)


def _turn(file: SourceFile, what: Named, languages: tuple[str, ...]) -> tuple[bool, int, str]:
    """Places first, for their zones; originals before translations, which take over from them."""
    rank = languages.index(what.language) if what.language in languages else 0
    return (what.kind != "place", rank, file.path)


@dataclass(slots=True)
class _Gathering:
    around: Surroundings
    problems: list[Problem]
    records: dict[tuple[str, RecordId, str], Record] = field(default_factory=dict)
    paths: dict[tuple[str, RecordId, str], str] = field(default_factory=dict)
    broken: dict[tuple[str, RecordId], str] = field(default_factory=dict)
    originals: dict[RecordId, Values] = field(default_factory=dict)
    zones: dict[RecordId, ZoneInfo] = field(default_factory=dict)
    references: list[Referred] = field(default_factory=list)

    def of_kind(self, kind: str) -> Any:
        """Records of a kind, sorted by id; by it where each has one file."""
        chosen = sorted(key for key in self.records if key[0] == kind)
        order = self.around.languages.index
        chosen.sort(key=lambda key: (key[1], order(key[2]) if key[2] else 0))
        records = tuple(self.records[key] for key in chosen)
        return records if kind in IN_MARKDOWN else {each.id: each for each in records}

    def add(self, file: SourceFile, what: Named) -> None:
        self.problems.extend(file.problems)
        self.problems.extend(what.problems)
        if not what.kind:
            return
        key = (what.kind, what.id, what.language)
        if first := self.paths.get(key):
            self.problems.append(
                error("ID101", Position(file.path), id=what.id, kind=what.kind, path=first)
            )
        reading = Reading(file.path, self.around, file.is_usual)
        reading.problems.extend(what.problems)
        record = None if file.text is None else self._read(file, file.text, what, reading)
        if record is not None:
            read_blocks(record, reading)
        self.problems.extend(reading.problems[len(what.problems) :])
        self.references.extend(reading.references)
        if first:
            return
        self.paths[key] = file.path
        if record is None:
            self.broken.setdefault((what.kind, what.id), file.path)
        else:
            self.records[key] = record

    def _read(self, file: SourceFile, text: str, what: Named, reading: Reading) -> Record | None:
        if what.kind in IN_MARKDOWN:
            return self._read_markdown(text, what, reading)
        node, problems = nodes_of(text, file.path)
        reading.problems.extend(problems)
        if not isinstance(node, Mapping):
            if not problems:
                reading.error("YA111", node.position if node else Position(file.path))
            return None
        if what.kind == "event":
            return event.read(node, what.id, reading, self.zones)
        if what.kind == "place":
            return self._remember_zone(place.read(node, what.id, reading))
        return READERS[what.kind](node, what.id, reading)

    def _read_markdown(self, text: str, what: Named, reading: Reading) -> Record | None:
        markdown = markdown_of(text, reading.path)
        reading.problems.extend(markdown.problems)
        if what.kind == "page":
            return page.read(markdown, what.id, what.language, reading)
        if markdown.is_without:
            reading.error("FM101", Position(reading.path))
        if markdown.front_matter is None:
            return None
        values = post.read_values(markdown.front_matter, reading, self.originals.get(what.id))
        self.originals.setdefault(what.id, values)
        return post.post_of(values, markdown, what.id, what.language, reading)

    def _remember_zone(self, read: Place | None) -> Place | None:
        if read is not None and read.zone is not None:
            self.zones[read.id] = read.zone
        return read


@contextmanager
def gc_paused(*, for_good: bool = False) -> Iterator[None]:
    """While thousands of records are read, all of them are kept: Python need not look them over.

    It would, each time a quarter more is there; that is a tenth of the time. What is there
    `for_good`, until the process ends, is not looked over afterwards either.
    """
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if for_good:
            gc.freeze()
        if was_looking:
            gc.enable()
