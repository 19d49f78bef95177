"""A content folder read only as far as a change reaches, and what is wrong with that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import Final

from chaguan.check import every_problem_in
from chaguan.load import TAGS_FILE, Loaded, Named, read
from chaguan.model import Problem
from chaguan.model.frozen import dataclass
from chaguan.site.cache_folder import store_of
from chaguan.site.settled import Settled
from chaguan.source import SourceFile, file_at, files_of, glimpses_of

from .dependents import Leads
from .file_index import Neighbours
from .originality import Alike, copies_among, is_about_posts, near_copies_in

SETTINGS: Final = "community.yml"
MOST_TOUCHED: Final = 100
"""A change of more files than that is no quicker to follow than everything is to read."""
_ODD: Final = re.compile(r"[\s'\"\\%…]")
"""What a name may be written without, where a file mentions it."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What a change reaches."""

    loaded: Loaded
    problems: tuple[Problem, ...]
    """Everything that is wrong with the change, and some that is wrong elsewhere."""
    files: tuple[SourceFile, ...]
    """What was read."""
    unread: Mapping[str, Named]
    """The other files."""


def followed(folder: Path, touched: frozenset[str], added: frozenset[str]) -> Followed:
    """What the files at the paths `touched` have to do with; `added` of them are new."""
    if len(touched) > MOST_TOUCHED or any(map(_concerns_everything, touched)):
        return everything(folder, touched, added)
    files = _Files(folder, touched, {each.path: each for each in glimpses_of(folder)})
    name = folder.resolve().name
    languages = read(files.at({SETTINGS}), name=name).community.settings.languages
    around = Neighbours(files.glimpses.values(), languages)
    leads = Leads(touched, around)
    alike = Alike(folder, around, touched)
    wanted = {SETTINGS, TAGS_FILE, *files.without_text()}
    more: Set[str] = set(leads.first())
    while True:
        wanted.update(around.with_their_own(more))
        others = {path: what for path, what in around.named.items() if path not in wanted}
        loaded = read(files.at(wanted), name=name, unread=others)
        more = set(leads.further(loaded, wanted)) - wanted
        if not more and is_about_posts(loaded.community, touched):
            more = alike.found(loaded.community, wanted) - wanted
        if not more:
            break
    settled = Settled(store_of(folder.resolve().parent), "check")
    problems = every_problem_in(loaded, settled=settled, touched=touched)
    if any(each.code == "AV104" and each.position.path in touched for each in problems):
        return everything(folder, touched, added)  # anybody may know the host
    compared = {path: alike.samples[path] for path in alike.samples if path in wanted}
    copied = copies_among(compared, loaded.community, touched, added)
    return Followed(loaded, (*problems, *copied), files.at(wanted), others)


@dataclass(frozen=True)
class _Files:
    """What is in a content folder; read with care where it is asked for."""

    folder: Path
    touched: frozenset[str]
    glimpses: dict[str, SourceFile]
    _read: dict[str, SourceFile] = field(default_factory=dict)

    def without_text(self) -> Iterator[str]:
        """Pictures, and what cannot be read."""
        return (path for path, glimpse in self.glimpses.items() if glimpse.text is None)

    def at(self, paths: Set[str]) -> tuple[SourceFile, ...]:
        """The files at those of the paths where there is one, sorted by path."""
        return tuple(self._whole(path) for path in self.glimpses if path in paths)

    def _whole(self, path: str) -> SourceFile:
        glimpse = self.glimpses[path]
        if glimpse.problems or (glimpse.text is None and path not in self.touched):
            return glimpse
        if path not in self._read:
            self._read[path] = file_at(self.folder, path)
        return self._read[path]


def everything(folder: Path, touched: frozenset[str], added: frozenset[str]) -> Followed:
    """The same, by reading all there is."""
    files = tuple(files_of(folder))
    loaded = read(files, name=folder.resolve().name)
    copied = near_copies_in(folder, loaded.community, touched, added)
    return Followed(loaded, (*every_problem_in(loaded), *copied), files, {})


def _concerns_everything(path: str) -> bool:
    return PurePosixPath(path).name in (SETTINGS, TAGS_FILE) or _ODD.search(path) is not None
