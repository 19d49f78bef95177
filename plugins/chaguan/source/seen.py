"""What a content folder looks like from outside: which files there are, how large, how old."""

from __future__ import annotations

import os
from pathlib import Path

Look = tuple[int, int, int]
"""Bytes, and when they and what is known of them changed last (nanoseconds, by the file system)."""
Seen = dict[str, Look]
"""Files by their paths."""


def seen_in(folder: Path) -> Seen | None:
    """Every file below `folder`, hidden ones left out; None where one is no ordinary file."""
    seen: Seen = {}
    waiting = [""]
    try:
        while waiting:
            below = waiting.pop()
            with os.scandir(f"{folder}/{below}") as found:
                for entry in found:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{below}{entry.name}/")
                    elif entry.is_file(follow_symlinks=False):
                        looked = entry.stat(follow_symlinks=False)
                        times = looked.st_mtime_ns, looked.st_ctime_ns
                        seen[f"{below}{entry.name}"] = looked.st_size, *times
                    else:
                        return None
    except OSError:  # whoever reads it says why
        return None
    return seen
