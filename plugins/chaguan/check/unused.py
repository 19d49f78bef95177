"""Pictures that no record shows."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from chaguan.load import Loaded, used_files
from chaguan.model import Position, Problem, Severity, notice
from chaguan.source import DRAWINGS, PICTURES


def every_picture_is_used(loaded: Loaded, found: Sequence[Problem]) -> Iterator[Problem]:
    """PX109: a picture that nobody shows is often one whose text has another name for it.

    Drafts count. `found` is what else is wrong: with an error among it, nobody can tell yet.
    """
    if any(problem.severity is Severity.ERROR for problem in found):
        return
    told = {problem.position.path for problem in found}
    kinds = PICTURES | DRAWINGS
    pictures = {path for path in loaded.files if os.path.splitext(path)[1].lower() in kinds} - told
    if pictures:
        for path in sorted(pictures - used_files(loaded.community, pictures)):
            yield notice("PX109", Position(path))
