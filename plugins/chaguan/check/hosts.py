"""What a build does not tell: hosts decided it, or the site around the community answers for it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from chaguan.model import Problem


def without_decided(
    problems: Collection[Problem],
    content: Path,
    *,
    around: Path | None,
    trusted: Collection[str],
    named: Collection[str],
) -> tuple[Problem, ...]:
    """The problems but those of pages that are `trusted`, and of files `named` in `mkdocs.yml`.

    The pages of the site `around` the community, where there is one, are no dead ends.
    """
    if not problems:
        return ()
    # not where nothing is wrong: the rules take long to import
    from .links import without_neighbours
    from .markup import without_left_out

    told = without_left_out(without_neighbours(problems, content, around), trusted)
    return tuple(each for each in told if each.code != "FL101" or each.position.path not in named)
