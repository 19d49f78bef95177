"""A content folder read only as far as a change reaches, and what is wrong with that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from chaguan.load import Loaded, read
from chaguan.model import Problem
from chaguan.source import SourceFile, files_of

from .leads import Leads
from .neighbours import Neighbours
from .original import (
    Sampled,
    copies,
    copies_among,
    is_about_posts,
    likely_among,
    paths_of,
    samples_in,
)
from .whole import every_problem_in

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


def followed(folder: Path, touched: frozenset[str], added: frozenset[str]) -> Followed:
    """What the files at the paths `touched` have to do with; `added` of them are new."""
    files = tuple(files_of(folder))
    if len(touched) > MOST_TOUCHED or any(map(_concerns_everything, touched)):
        return everything(folder, files, touched, added)
    own = tuple(each for each in files if each.path == SETTINGS)
    name = folder.resolve().name
    languages = read(own, name=name).community.settings.languages
    around = Neighbours(files, languages)
    leads = Leads(touched, around)
    wanted = {each.path for each in files if each.text is None or each.path == SETTINGS}
    more = set(leads.first())
    samples: Sampled = {}
    while True:
        wanted.update(around.with_their_own(more))
        chosen = [each for each in files if each.path in wanted]
        others = {path: what for path, what in around.named.items() if path not in wanted}
        loaded = read(chosen, name=name, unread=others)
        more = set(leads.further(loaded, wanted)) - wanted
        if not more and is_about_posts(loaded.community, touched):
            samples = samples or samples_in(folder, around.bodies)
            broken = wanted - paths_of(loaded.community)
            samples = {path: samples[path] for path in samples if path not in broken}
            more = set(likely_among(samples, loaded.community, touched)) - wanted
        if not more:
            break
    problems = every_problem_in(loaded)
    if any(each.code == "AV104" and each.spot.path in touched for each in problems):
        return everything(folder, files, touched, added)  # anybody may know the host
    compared = {path: samples[path] for path in samples if path in wanted}
    copied = copies_among(compared, loaded.community, touched, added)
    return Followed(loaded, (*problems, *copied))


def everything(
    folder: Path, files: Iterable[SourceFile], touched: frozenset[str], added: frozenset[str]
) -> Followed:
    """The same, by reading all there is."""
    loaded = read(files, name=folder.resolve().name)
    copied = copies(folder, loaded.community, touched, added)
    return Followed(loaded, (*every_problem_in(loaded), *copied))


def _concerns_everything(path: str) -> bool:
    return PurePosixPath(path).name == SETTINGS or _ODD.search(path) is not None
