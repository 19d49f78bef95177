"""Repairs of Markdown: plain marks for those of another keyboard, and blocks that are not whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chaguan.check.typed_marks import as_meant
from chaguan.model import Problem

from .editing import FileLines
from .repair import Circumstances, Repair

_DASHES = re.compile(r"(?:-{3,}|[－—–]{1,6})[ \t]*")


def plain_marks(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """A line as it was meant; of a text within YAML each line that reads so, from its field on."""
    fix = problem.values["fix"]
    first = problem.position.line
    last = first if known.is_markdown else len(file.lines)
    lines: dict[int, str | None] = {}
    for number in range(first, last + 1):
        meant = _as_meant(file.line(number))
        if meant.strip() == fix and meant != file.line(number):
            lines[number] = meant
            lines |= _beside(file, number, is_fence=fix.startswith(("```", "~~~")))
    if lines:
        yield Repair(lines, is_certain=False)


def _beside(file: FileLines, number: int, *, is_fence: bool) -> dict[int, str | None]:
    """The lines that make one list or table with it, or close the code that it opens."""
    lines: dict[int, str | None] = {}
    for step in (-1, 1):
        at = number + step
        while 0 < at <= len(file.lines):
            line = file.line(at)
            meant = _as_meant(line)
            if meant != line:
                lines[at] = meant
            elif not is_fence or step < 0:
                break
            at += step
            if is_fence and lines:
                break
    return lines


def _as_meant(line: str) -> str:
    bare = line.lstrip(" ")
    meant = as_meant(bare)
    is_row = meant.strip()[:1] in ("|", "｜") and meant.strip()[-1:] in ("|", "｜")
    return line[: len(line) - len(bare)] + (meant.replace("｜", "|") if is_row else meant)


def divider(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """The line below the head of a table."""
    number = problem.position.line
    if known.is_markdown:
        line = file.line(number)
        indent = line[: len(line) - len(line.lstrip())]
        yield Repair({number: f"{line}\n{indent}{problem.values['fix']}"}, is_certain=False)


def boxed(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """The paragraph right below the title of a box, indented into it."""
    lines: dict[int, str | None] = {}
    for number in range(problem.position.line, len(file.lines) + 1):
        if not file.line(number).strip() or not known.is_markdown:
            break
        lines[number] = f"    {file.line(number)}"
    if lines:
        yield Repair(lines, is_certain=False)


def front_matter(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """Front matter on the first line, between three hyphens."""
    opening = next((n for n, line in enumerate(file.lines, 1) if line.strip()), 0)
    closing = next(
        (
            number
            for number, line in enumerate(file.lines[opening:], opening + 1)
            if _DASHES.fullmatch(line)
        ),
        0,
    )
    if opening and closing and _DASHES.fullmatch(file.line(opening)):
        lines: dict[int, str | None] = dict.fromkeys(range(1, opening))
        yield Repair({**lines, opening: "---", closing: "---"}, is_certain=False)
