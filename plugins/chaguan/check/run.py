"""Everything that is wrong with a content folder, from what is read of its files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from chaguan.load import Loaded, read
from chaguan.model import Problem
from chaguan.site.claims import claims
from chaguan.site.settled import Settled
from chaguan.site.urls import Addresses
from chaguan.source import SourceFile

from . import every_problem


def every_problem_of(files: Iterable[SourceFile], folder: Path) -> tuple[Problem, ...]:
    """What `chaguan check` would say of these files, sorted."""
    return every_problem_in(read(files, name=folder.resolve().name))


def every_problem_in(
    loaded: Loaded, now: datetime | None = None, settled: Settled | None = None
) -> tuple[Problem, ...]:
    """What `chaguan check` would say of what was loaded, sorted; at `now`, where that is given."""
    addresses = Addresses(loaded.community.settings.languages)
    wanted = claims(loaded.community, addresses, loaded.files)
    return every_problem(loaded, wanted, now, settled=settled)
