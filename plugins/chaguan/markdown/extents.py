"""How far a block of the site's extensions reaches."""

from __future__ import annotations

from .line_starts import CODE_INDENT


def owned(lines: list[str], end: int) -> int:
    """Where what is indented below a block's first line ends."""
    while True:
        after = next((n for n in range(end, len(lines)) if lines[n].strip()), len(lines))
        if after == len(lines) or not lines[after].startswith(" " * CODE_INDENT):
            return end
        end = next((n for n in range(after, len(lines)) if not lines[n].strip()), len(lines))


def end_of_html(lines: list[str]) -> int:
    """The line after the one that closes what the first line opens."""
    name = lines[0][1:].split(None, 1)[0].split(">")[0].split("/")[0]
    depth = 0
    for number, line in enumerate(lines, 1):
        depth += line.count(f"<{name}") - line.count(f"</{name}")
        if depth <= 0:
            return number
    return len(lines)
