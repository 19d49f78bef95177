"""Repairs of values and names of fields: what is clear to a person, as files say it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final
from urllib.parse import unquote

from chaguan.check.tags import is_a_slip
from chaguan.load.unknown_fields import meant_field
from chaguan.model import Problem

from .repair import Circumstances, FileLines, Repair

_KEY: Final = re.compile(r"(?:\"[^\"]*\"|'[^']*'|[^:\"'{}\[\],#]+?)\s*(?=:)")
_SECONDS: Final = re.compile(r"\d{1,2}:\d{2}:(?!00)\d{2}|:\d{2}\.\d*[1-9]")


def known_key(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """`Date:` is `date:`; `localtion:` is `location:` where nothing else is near."""
    seen, guess = problem.values.get("key") or problem.values["seen"], problem.values["near"]
    is_same = _folded(seen) == _folded(guess)
    is_called_so = (
        problem.code == "FD130" or meant_field(seen, known.fields_beside(guess), ()) == guess
    )
    if not is_same and not is_called_so and not _is_only_guess(seen, guess, known):
        return
    position = problem.position
    line, start = file.line(position.line), position.column - 1
    if guess and (found := _KEY.match(line, start)):
        value = line[found.end() :].removeprefix(":").strip()
        if value in ("true", "false", "yes", "no") and not known.is_flag(guess):
            return
        fixed = f"{line[:start]}{guess}{line[found.end() :]}"
        yield Repair({position.line: fixed}, is_certain=is_same)


def _folded(key: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", key)).casefold()


def _is_only_guess(seen: str, guess: str, known: Circumstances) -> bool:
    """Whether one slip of the finger makes `seen` of `guess`, and of no other field."""
    if guess in known.languages or not is_a_slip(seen.strip().casefold(), guess):
        return False
    seen = seen.strip().casefold()
    return all(
        get_close_matches(seen, sorted(names), n=2, cutoff=0.7) == [guess]
        for names in known.levels()
        if guess in names
    )


def clock(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """A date in one of the ways people write it, or with an offset, as the clock on the wall."""
    seen, wanted, position = (
        problem.values["seen"],
        problem.values.get("near", ""),
        problem.position,
    )
    is_lossy = _SECONDS.search(seen) is not None
    if not wanted or is_lossy or (problem.code == "TM104" and not known.knows_zone):
        return
    line, start = file.line(position.line), position.column - 1
    written = r"\s+".join(re.escape(each) for each in seen.split())
    if found := re.compile(rf"([\"']?)\s*{written}\s*?\1(?=[\s,\]}}:]|$)").match(line, start):
        quote = found[1]
        fixed = f"{line[:start]}{quote}{wanted}{quote}{line[found.end() :]}"
        yield Repair({position.line: fixed}, is_certain=False)


def midnight(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """`24:00` as the next day's `00:00`; of a day that no calendar has, nothing is certain."""
    if problem.values["seen"].strip().endswith("24:00"):
        yield from clock(problem, file, known)


def said(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """A value that is clear to a person, as files say it."""
    yield from in_its_place(problem, file)


def in_its_place(problem: Problem, file: FileLines) -> Iterator[Repair]:
    """The line of a problem with its `fix` for what was `seen`, quotation marks and all."""
    number, start = problem.position.line, problem.position.column - 1
    line, fix = file.line(number), problem.values["fix"]
    end = _end_of(line, start, problem.values["seen"])
    if not end:
        return
    is_in_flow = re.search(r"[\[{]", line[:start]) is not None
    if fix.startswith(("week, ", "month, ", "day, ", "year, ")) and not is_in_flow:
        indent = re.match(r" *", line)[0]  # type: ignore[index]
        fix = fix.replace(", ", f"\n{indent}")
    yield Repair({number: f"{line[:start]}{fix}{line[end:]}"}, is_certain=False)


def _end_of(line: str, start: int, seen: str) -> int:
    """Where the value that starts at `start` and reads `seen` ends; 0 where it reads otherwise."""
    if line[start : start + 1] in ("[", "{") and seen[:1] in ("[", "{"):
        depth = 0
        for at, letter in enumerate(line[start:], start + 1):
            depth += (letter in "[{") - (letter in "]}")
            if depth == 0:
                return at
        return 0
    written = r"\s+".join(re.escape(each) for each in seen.split())
    found = re.compile(rf"([\"']?)\s*{written}\s*?\1(?=[\s,\]}}:]|$)").match(line, start)
    return found.end() if found else 0


def beginning_and_end(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """A beginning and an end that were written as one, as two lines."""
    number, values = problem.position.line, problem.values
    line = file.line(number)
    found = re.match(r"(?P<indent> *)start:\s+", line)
    if found and _end_of(line, found.end(), values["seen"]) == len(line.rstrip()):
        indent = found["indent"]
        both = f"{indent}start: {values['start']}\n{indent}end: {values['end']}"
        yield Repair({number: both}, is_certain=False)


def joined(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """`date:` and `time:` in one line, where one field holds both."""
    first, second = problem.position.line, int(problem.values["line"])
    indent = re.match(r" *", file.line(first))[0]  # type: ignore[index]
    yield Repair({first: f"{indent}{problem.values['fix']}", second: None}, is_certain=False)


def tags(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """Several tags that a Chinese keyboard has put into one."""
    number, start = problem.position.line, problem.position.column - 1
    line, seen = file.line(number), problem.values["seen"]
    end = _end_of(line, start, seen)
    if end and re.search("[，、；]", seen):
        fix = problem.values["fix"]
        is_in_list = "[" in line[:start] or line[:start].lstrip().startswith("-")
        fix = fix[1:-1] if is_in_list else fix
        if line[:start].lstrip().startswith("-"):
            return
        yield Repair({number: f"{line[:start]}{fix}{line[end:]}"}, is_certain=False)


def path_that_is(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """The path to the one file that is called as a link or picture says."""
    number, start = problem.position.line, problem.position.column - 1
    seen, near = problem.values["seen"], problem.values.get("near", "")
    target, mark, anchor = seen.partition("#")
    is_clear = "by" in problem.values or _is_named_alike(unquote(target), near, known.files)
    if not near or not is_clear:
        return
    line, fix = file.line(number), f"{near}{mark}{anchor}"
    if line.startswith(seen, start):
        yield Repair({number: f"{line[:start]}{fix}{line[start + len(seen) :]}"}, is_certain=False)
        return
    lines = [n for n in range(number, len(file.lines) + 1) if f"]({seen})" in file.line(n)]
    if lines:  # within a text in YAML
        fixed = {n: file.line(n).replace(f"]({seen})", f"]({fix})") for n in lines}
        yield Repair(fixed, is_certain=False)


def _is_named_alike(target: str, near: str, files: frozenset[str]) -> bool:
    """Whether only one file has the name of `target`, but for its ending and capital letters."""
    name = target.replace("\\", "/").rpartition("/")[2].casefold()
    stem, dot, ending = name.rpartition(".")
    found = near.rpartition("/")[2].casefold()
    if ending in ("html", "htm", "yaml") or not dot:
        alike = {each for each in files if _stem(each) == (stem or name)}
        return len(alike) == 1 and _stem(near) == (stem or name)
    return found == name and sum(each.rpartition("/")[2].casefold() == name for each in files) == 1


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0].casefold()


def usual_zone(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """The zone in which a day was read so far, so that its times stay what they were."""
    position, zone = problem.position, problem.values["before"]
    line = file.line(position.line)
    start = line.rfind("place", 0, position.column - 1)
    if start < 0:
        return
    if line[:start].strip():
        fixed = f"{line[:start]}timezone: {zone}, {line[start:]}"
    else:
        fixed = f"{line[:start]}timezone: {zone}\n{line}"
    yield Repair({position.line: fixed})
