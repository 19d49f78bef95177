"""What a build does not tell: hosts decided it, or the site around the community answers for it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from chaguan.model import Problem
from chaguan.site.site import Site


def without_decided(
    problems: Collection[Problem], content: Path, site: Site, docs: Path, trusted: Collection[str]
) -> tuple[Problem, ...]:
    """The problems but those of pages that are `trusted`, and of files named in `mkdocs.yml`.

    `docs` are the pages of the site around a guest: links to them are no dead ends.
    """
    if not problems:
        return ()
    # not where nothing is wrong: the rules take long to import
    from .links import without_neighbours
    from .markup import without_left_out

    around, named = docs if site.is_guest else None, site.shown_by_theme
    told = without_left_out(without_neighbours(problems, content, around), trusted)
    return tuple(each for each in told if each.code != "FL101" or each.position.path not in named)
