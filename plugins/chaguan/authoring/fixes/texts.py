"""Repairs of Markdown: plain marks for those of another keyboard, and blocks that are not whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chaguan.check.loose_marks import loose_lines
from chaguan.check.typed_marks import as_meant
from chaguan.model import Problem

from .repair import Circumstances, FileLines, Repair
from .syntax import in_place

_DASHES = re.compile(r"(?:-{3,}|[－—–]{1,6})[ \t]*")
_BOX = re.compile(r"(?P<indent> *)[:：]{3}\s*(?P<kind>[\w-]+)(?P<title>.*)")
_COLONS = re.compile(r" *[:：]{3}\s*")


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


def hard_ends(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """Lines that are things of their own, each ended by a backslash."""
    first = problem.position.line
    indent = len(file.line(first)) - len(file.line(first).lstrip(" "))
    last = first
    while last <= len(file.lines) and file.line(last).strip():
        last += 1
    paragraph = tuple(file.line(number)[indent:] for number in range(first, last))
    loose = loose_lines(paragraph)
    yield Repair({first + n: f"{file.line(first + n)}\\" for n in loose}, is_certain=False)


def line_before(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """An empty line in front of hyphens that were meant as a line across the page."""
    number = problem.position.line
    yield Repair({number: f"\n{file.line(number)}"}, is_certain=False)


def quoted_box(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """What stands between `:::note` and `:::` as an alert of the forge, or as one to open."""
    first, fix = problem.position.line, problem.values["fix"]
    found = _BOX.fullmatch(file.line(first))
    closing = next(
        (n for n in range(first + 1, len(file.lines) + 1) if _COLONS.fullmatch(file.line(n))), 0
    )
    if found is None or not closing:
        return
    indent, title = found["indent"], found["title"].strip().strip("[]")
    inner = {number: file.line(number) for number in range(first + 1, closing)}
    if any(_BOX.fullmatch(line) for line in inner.values()):
        return
    written = [number for number, line in inner.items() if line.strip()]
    if not written:
        return
    lines: dict[int, str | None] = {}
    if fix.startswith("<"):
        summary = f"{indent}<summary>{title or '…'}</summary>"
        lines = {first: f"{indent}<details>\n{summary}\n", closing: f"\n{indent}</details>"}
    else:
        heading = f"\n{indent}> **{title}**\n{indent}>" if title else ""
        lines = {first: f"{indent}{fix}{heading}", closing: ""}
        for number, line in inner.items():
            is_within = written[0] <= number <= written[-1]
            quoted = f"{indent}> {line.removeprefix(indent)}".rstrip()
            lines[number] = quoted if is_within else None
    yield Repair(lines, is_certain=False)


def alert(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """The kind of an alert on a line of its own, and its title below it."""
    number, fix, title = problem.position.line, problem.values["fix"], problem.values["title"]
    if not problem.values["kind"]:
        return
    line = file.line(number)
    indent = line[: len(line) - len(line.lstrip(" "))]
    lead = fix.partition("[")[0]
    below = f"\n{indent}{lead.lstrip()}**{title}**\n{indent}{lead.strip()}" if title else ""
    yield Repair({number: f"{indent}{fix.lstrip()}{below}"}, is_certain=False)


def shown_tilde(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """A tilde in a range of numbers, that is shown as it is."""
    if problem.values["range"] == "yes":
        yield from in_place(problem, file, known)


def mail(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """A mail address as one: with `mailto:` where a link leads to it, alone where it stands so."""
    number, start = problem.position.line, problem.position.column - 1
    line, seen, fix = file.line(number), problem.values["seen"], problem.values["fix"]
    if not line.startswith(seen, start):
        return
    is_target = line[start - 1 : start] in ("(", "<", '"', "'") or line[:start].endswith("]: ")
    written = fix if is_target else fix.removeprefix("mailto:")
    yield Repair({number: f"{line[:start]}{written}{line[start + len(seen) :]}"}, is_certain=False)
