"""What a change does besides the content: to what builds, checks and serves the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from chaguan.model import Position, Problem, error, notice

MOST: Final = 10
"""Files that are named; who changes more knows it."""
_TO_READ: Final = (".jpeg", ".jpg", ".md", ".png", ".txt", ".webp")
"""What nobody runs, at the root of a repository or in its `docs/`."""
FOR_GIT: Final = frozenset({".gitattributes", ".gitignore", ".gitmodules"})
"""Read by git in any folder: one line of it may give every story other bytes."""


def beyond_content(
    around: Iterable[str], *, has_content: bool, is_allowed: bool
) -> Iterator[Problem]:
    """CH107, CH108: a host who reads stories does not see a workflow change among them.

    `around` are the changed files that are no content, seen from the content folder.
    """
    ruling = [path for path in sorted(around) if _rules(path)]
    for path in ruling[:MOST]:
        is_mixed = has_content or not path.startswith("../")
        if is_mixed and not is_allowed:
            yield error("CH107", Position(path))
        else:
            yield notice("CH108", Position(path))


def _rules(path: str) -> bool:
    """Whether a file has a say in how the site is built, checked or served."""
    plain = re.sub(r"^(\.\./)+", "", path)
    parts = PurePosixPath(plain).parts
    if plain == path or parts[-1] in FOR_GIT:
        return True
    is_to_read = plain.lower().endswith(_TO_READ) and parts[0] != "constraints.txt"
    return not (is_to_read and (len(parts) == 1 or parts[0] == "docs"))
