"""When each file came to the branch that is built, as its repository remembers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

LOG: Final = (
    *("-c", "log.showRoot=true", "-c", "log.showSignature=false"),
    *("log", "-z", "--first-parent", "-m", "--name-status", "-M", "-l1000"),
    *("--relative", "--no-color", "--no-ext-diff", "--format=%H %ct"),
)
"""Newest first. A merge is told against what was there before it, so that a file counts from the
day on which it was taken in, not from the day on which somebody began to write it.
"""


def arrivals(said: bytes, cut_off_at: frozenset[str]) -> Mapping[str, datetime]:
    """By a file's path today, when it came to the branch: the committer's date, in UTC.

    `said` is what git answers to `LOG`. Renames are followed. A file is missing where that is not
    known: never committed, or older than what a shallow clone has.
    """
    found: dict[str, datetime] = {}
    today: dict[str, str] = {}
    moment, is_known = datetime.fromtimestamp(0, UTC), False
    tokens = iter(said.decode("utf-8", "surrogateescape").split("\0"))
    for token in tokens:
        word = token.strip("\n")
        commit, _, seconds = word.partition(" ")
        if seconds:
            moment, is_known = datetime.fromtimestamp(int(seconds), UTC), commit not in cut_off_at
        elif word.startswith("R"):
            before, after = next(tokens), next(tokens)
            today[before] = today.pop(after, after)
        elif word:
            path = next(tokens)
            if word == "A":
                name = today.pop(path, path)
                if is_known:
                    found.setdefault(name, moment)
    return found
