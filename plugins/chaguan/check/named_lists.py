"""Lists of names that the world adds to: one a line, in `data/`, with how to update them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def named_list(name: str) -> tuple[str, ...]:
    """The lines of `data/<name>.txt`, without comments and empty lines."""
    text = (files(__package__) / "data" / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)
