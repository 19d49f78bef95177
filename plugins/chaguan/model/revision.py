"""How a file came to be: its revisions, as the community's repository remembers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from .frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One change of one file. It holds what a page may show: no e-mail address, no path."""

    moment: datetime
    """When it was written, in UTC."""
    authors: tuple[str, ...]
    """Their names; an empty one stands for somebody who is not named."""
    reviewers: tuple[str, ...] = ()
    """Who read it before it was taken in; an empty name as above."""
    pull: str = ""
    """The pull request that brought it, as its forge writes that: `#12`, on GitLab `!12`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is known of one file."""

    revisions: tuple[Revision, ...] = ()
    """Newest first."""
    arrived: datetime | None = None
    """When it came to the branch, in UTC; None where that is not known."""
    is_complete: bool = True
    """False where the repository was cut off before the file's beginning (a shallow clone)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known of every file of a content folder; nothing where there is no repository."""

    revisions: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    """By the file's path today, relative to the content folder; newest first."""
    arrivals: Mapping[str, datetime] = field(default_factory=dict)
    """When each file came to the branch, as far as that is known; by its path today."""
    cut_off: frozenset[str] = frozenset()
    """The files that are older than what the repository knows."""

    def of(self, path: str) -> Past:
        """The past of one file; an empty one for a file that was never committed."""
        return Past(
            revisions=self.revisions.get(path, ()),
            arrived=self.arrivals.get(path),
            is_complete=path not in self.cut_off,
        )
