"""Repairs of lines that YAML reads otherwise than they were meant, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from chaguan.load.unknown_fields import meant_field
from chaguan.locales.line_ends import is_joined
from chaguan.model import Problem

from .repair import Circumstances, FileLines, Repair

_PAIR: Final = re.compile(
    r"(?P<head>\s*(?:- +)*(?P<key>[\w-]+):\s+)(?P<value>\S.*?)(?P<tail>(?:\s+#\s.*)?\s*)"
)
_TAB: Final = re.compile(r"[ \t]*\t[ \t]*")


def spaces(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """Tabs that indent a line, as two spaces each."""
    number = problem.position.line
    line = file.line(number)
    if found := _TAB.match(line):
        indent = found.group().replace("\t", "  ")
        yield Repair({number: f"{indent}{line[found.end() :]}"}, is_certain=False)


def colon(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """`title：Tea` and `title:Tea` are `title: Tea`."""
    position = problem.position
    line, start = file.line(position.line), position.column - 1
    key = re.split(r"[\s-]", line[:start])[-1]
    if key in known.names or key in known.languages:
        rest = re.sub(r"^\s*[:：=]\s*", "", line[start:])
        fixed = f"{line[:start]}: {rest}"
        yield Repair({position.line: fixed.rstrip()}, is_certain=True)


def whole_line(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """A line as the answer writes it, its indentation aside."""
    number, fix = problem.position.line, problem.values["fix"]
    line = file.line(number)
    indent = line[: len(line) - len(line.lstrip(" "))]
    yield Repair({number: f"{indent}{fix}"}, is_certain=False)


def blank(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """A plain space behind a colon, or behind the hyphen of each item."""
    if problem.values["fix"].startswith("- "):
        yield from items(problem, file, known)
    yield from whole_line(problem, file, known)


def blank_indent(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """An ideographic space is as wide as two; the first that fits the lines around it."""
    number = problem.position.line
    line = file.line(number)
    rest = line.lstrip()
    indent = "".join("  " if each == "\u3000" else " " for each in line[: -len(rest)])
    for each in dict.fromkeys((indent + " " * (len(indent) % 2), indent, "  ", "")):
        yield Repair({number: f"{each}{rest}"}, is_certain=False)


def same_indent(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """A field that starts a little further in than the one above it."""
    number = problem.position.line
    line = file.line(number)
    above = next(file.line(each) for each in range(number - 1, 0, -1) if file.line(each).strip())
    if re.match(r"\s*([\w-]+)", line)[1] in known.names:  # type: ignore[index]
        indent = above[: len(above) - len(above.lstrip(" "))]
        yield Repair({number: f"{indent}{line.lstrip()}"}, is_certain=False)


def same_items(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """Items that start further in than the one above them, in its column."""
    first = problem.position.line
    above = next(file.line(each) for each in range(first - 1, 0, -1) if file.line(each).strip())
    indent = above[: len(above) - len(above.lstrip(" "))]
    lines: dict[int, str | None] = {}
    for number in range(first, len(file.lines) + 1):
        if not re.match(r"\s+- ", file.line(number)):
            break
        lines[number] = f"{indent}{file.line(number).lstrip()}"
    if above.lstrip().startswith("- "):
        yield Repair(lines, is_certain=False)


def gone_on(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """A field without its colon; the lines of a block text that are not indented."""
    number = problem.position.line
    line = file.line(number)
    word = re.match(r"(?P<indent>\s*)(?P<key>[a-z_]+) +(?P<value>\S.*)", line)
    if word and word["key"] in known.names:
        fixed = f"{word['indent']}{word['key']}: {word['value']}"
        yield Repair({number: fixed}, is_certain=False)
    above = next(file.line(each) for each in range(number - 1, 0, -1) if file.line(each).strip())
    if re.search(r":\s+[|>][+-]?\s*$", above):
        lines = {}
        for each in range(number, len(file.lines) + 1):
            if (key := re.match(r"([\w-]+):(\s|$)", file.line(each))) and key[1] in known.names:
                break
            if file.line(each).strip():
                lines[each] = f"  {file.line(each)}"
        yield Repair(lines, is_certain=False)


def in_place(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """What was seen, as the answer writes it."""
    number, start = problem.position.line, problem.position.column - 1
    line, seen = file.line(number), problem.values["seen"]
    if line.startswith(seen, start):
        fixed = f"{line[:start]}{problem.values['fix']}{line[start + len(seen) :]}"
        yield Repair({number: fixed}, is_certain=False)


def block(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """A Markdown list below a field, as the text it was meant to be."""
    for number in range(problem.position.line, 0, -1):
        if found := re.fullmatch(r"(\s*[\w-]+:)\s*", file.line(number)):
            yield Repair({number: f"{found[1]} |"}, is_certain=False)
            return


def items(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """Items that begin with another dash, or have no space behind it."""
    lines: dict[int, str | None] = {}
    for number in range(problem.position.line, len(file.lines) + 1):
        found = re.fullmatch(
            r"(?P<indent>\s*)[-－•‧・*＊][\s\u3000]*(?P<item>\S.*)", file.line(number)
        )
        if found is None:
            break
        lines[number] = f"{found['indent']}- {found['item']}"
    if lines:
        yield Repair(lines, is_certain=False)


def unseen(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """A character that nobody sees, taken out; a space for what parts two words."""
    number, start = problem.position.line, problem.position.column - 1
    line = file.line(number)
    character = line[start : start + 1]
    if problem.values["character"].startswith(f"U+{ord(character or ' '):04X}"):
        before, after = line[:start], line[start + 1 :]
        is_apart = character in "\x0b\x0c\x85\u2028\u2029" and before.strip() and after.strip()
        is_spaced = before[-1:].isspace() or after[:1].isspace() or _are_joined(before, after)
        blank = " " if is_apart and not is_spaced else ""
        yield Repair({number: f"{before}{blank}{after}"}, is_certain=False)


def _are_joined(before: str, after: str) -> bool:
    return is_joined(before[-1]) and is_joined(after[0]) if before and after else False


def below(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """The fields of a part that stand in the column of the part itself."""
    number = problem.position.line
    yield Repair({number: f"  {file.line(number)}"}, is_certain=False)


def closing(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """A quotation mark or bracket that opens and does not close, at the end of its line."""
    number, start = problem.position.line, problem.position.column - 1
    line = file.line(number).rstrip()
    after = file.line(number + 1) if number < len(file.lines) else ""
    is_alone = not after.strip() or re.match(r"\s*(?:- +)?[\w-]+:(\s|$)|---|\s*#", after)
    if not is_alone or " #" in line[start:]:
        return
    if (quote := problem.values.get("quote")) is not None:
        if line[start:].count(quote) == 1 and not re.search(r"[\[{]", line[:start]):
            yield Repair({number: f"{line}{quote}"}, is_certain=False)
    else:
        closing = problem.values["closing"]
        body = line[:-1] if line[-1] in ")>）" and line[start:].count("(") == 0 else line
        yield Repair({number: f"{body}{closing}"}, is_certain=False)


def hashtags(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """`tags: #tea #walk` as a list; `title: Tea #1` in quotation marks."""
    number = problem.position.line
    line = file.line(number)
    found = re.fullmatch(r"(?P<head>\s*(?:- +)*(?P<key>[\w-]+):\s+)(?P<value>\S.*?)\s*", line)
    if found is None:
        return
    value = found["value"]
    if found["key"] == "tags" and re.fullmatch(r"#\S+(?:\s+#\S+)*", value):
        tags = ", ".join(each.removeprefix("#") for each in value.split())
        yield Repair({number: f"{found['head']}[{tags}]"}, is_certain=False)
    elif found["key"] == "tags" and re.fullmatch(r"\[\s*#[^\[\]#]+(?:#[^\[\]#]+)*\]", value):
        tags = ", ".join(re.findall(r"#\s*([^#,，、]+?)\s*(?=[#,，、]|$)", value[1:-1]))
        yield Repair({number: f"{found['head']}[{tags}]"}, is_certain=False)
    elif (
        known.holds_text(found["key"])
        and re.search(r" #\d+$|^#", value)
        and value[0] not in "[{\"'|>"
    ):
        quoted = f'"{value}"' if '"' not in value and "\\" not in value else ""
        if quoted:
            yield Repair({number: f"{found['head']}{quoted}"}, is_certain=False)


def listed(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """A record whose fields all begin with a hyphen."""
    lines: dict[int, str | None] = {}
    for number, line in enumerate(file.lines, 1):
        if found := re.fullmatch(r"- (\w[\w-]*:(?:\s.*)?)", line):
            lines[number] = found[1]
        elif line.strip():
            return
    if lines:
        yield Repair(lines, is_certain=False)


def quotation(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """`title: Tea: party` in quotation marks, where the field can only hold words."""
    number, start = problem.position.line, problem.position.column - 1
    line = file.line(number)
    if problem.code == "YA115" and re.search(r"[\[{]", line[:start]):
        if word := re.compile(r"[^\s,\]}\"]+").match(line, start):
            fixed = f'{line[:start]}"{word.group()}"{line[word.end() :]}'
            yield Repair({number: fixed}, is_certain=False)
        return
    found = _PAIR.fullmatch(line)
    if not found:
        return
    key = meant_field(found["key"], known.names, ()) or found["key"]
    if not known.holds_text(key):
        return
    value = found["value"]
    others = re.findall(r"([\w-]+):(?=\s|$)", value)
    if any(each in known.names for each in others) or value[0] in "{|>":
        return
    if value[0] == "[" and problem.code != "YA117":
        return
    if problem.code == "YA114" and value.endswith(value[0]):
        inside = value[1:-1]
        if not re.search(rf"(?<=\s){value[0]}(?=\S)", inside):  # `"a" and "b"` is no quotation
            return
        value = inside
    quoted = f'"{value}"'
    if '"' in value or "\\" in value:
        doubled = value.replace("'", "''")
        quoted = f"'{doubled}'"
    yield Repair({number: f"{found['head']}{quoted}{found['tail']}"}, is_certain=False)
