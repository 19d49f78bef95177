"""Repairs are tried one at a time and kept only where reading the file again proves them good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from chaguan.check import every_problem_of
from chaguan.load import named, read
from chaguan.model import Problem, Settings, Severity
from chaguan.source import Mapping, SourceFile, decoded, nodes_of

from .repair import Circumstances, FileLines, Repair
from .rules import RULES

MOST: Final = 200
"""Repairs tried in one file."""
ELSEWHERE: Final = ("FD132", "FD145", "RF101", "RF102")
"""Problems that no repair causes: only one file is read with its surroundings."""
OF_SYNTAX: Final = ("KB", "YA")
"""Codes about files that are not read as they were meant."""
OF_WORDS: Final = ("FD", "TM", *OF_SYNTAX)
"""Codes about what is written, whether they stop the build or not."""
KEYS: Final = ("FD101", "FD112", "FD130")
"""Problems inside a part, that show once the part itself has its right name."""


@dataclass(slots=True)
class Bench:
    """One file being mended."""

    folder: Path
    path: str
    around: tuple[SourceFile, ...]
    """The other files, with the text of those alone that decide how this one is read."""
    settings: Settings
    refused: set[tuple[str, int, str]] = field(default_factory=set)

    def problems(self, raw: bytes) -> tuple[Problem, ...]:
        """What would be wrong in this file if its bytes were `raw`; references are left out."""
        found = every_problem_of((*self.around, decoded(self.path, raw)), self.folder)
        return tuple(
            each for each in found if each.position.path == self.path and each.code not in ELSEWHERE
        )

    def mended(self, file: FileLines) -> FileLines:
        """The file after every repair that proves good."""
        problems = self.problems(file.raw)
        for _ in range(MOST):
            for problem, repair in self._offers(problems, file):
                tried = with_repair(file, repair)
                after = self.problems(tried.raw)
                if is_good(problem, repair, problems, after):
                    file, problems = tried, after
                    break
                self.refused.add(_name(problem))
            else:
                break
        return file

    def _offers(
        self, problems: tuple[Problem, ...], file: FileLines
    ) -> Iterator[tuple[Problem, Repair]]:
        known = self.circumstances(file)
        for problem in problems:
            rule = RULES.get(problem.code)
            if rule is not None and _name(problem) not in self.refused:
                for repair in rule(problem, file, known):
                    if with_repair(file, repair) != file:
                        yield problem, repair

    def circumstances(self, file: FileLines) -> Circumstances:
        """What repairs of this file may rely on."""
        kind = named(self.path, self.settings.languages).kind
        if self.path == self.settings.path:
            kind = "community"
        return Circumstances(
            kind,
            self.settings.languages,
            self._knows_zone(file),
            is_markdown=self.path.endswith(".md"),
            files=frozenset(each.path for each in self.around),
            path=self.path,
        )

    def _knows_zone(self, file: FileLines) -> bool:
        """Whether the community, the record or its place says in which zone it is."""
        if "timezone" in self.settings.positions:
            return True
        text = decoded(self.path, file.raw).text or ""
        if self.path.endswith(".md"):
            return False
        node, _ = nodes_of(text, self.path)
        if not isinstance(node, Mapping):
            return False
        if node.get("timezone") is not None:
            return True
        place = getattr(node.get("place"), "value", "")
        places = read(self.around, name="").community.places
        return any(each.id == place and each.zone is not None for each in places.values())


def bench(folder: Path, path: str, files: Iterable[SourceFile], settings: Settings) -> Bench:
    """A place to mend the file at `path`, among the others."""
    stem = PurePosixPath(path).name.partition(".")[0]
    around = tuple(
        file
        if file.path == settings.path
        or file.path.startswith("places/")
        or (PurePosixPath(file.path).name.partition(".")[0] == stem and file.path.endswith(".md"))
        else SourceFile(file.path)
        for file in files
        if file.path != path
    )
    return Bench(folder, path, around, settings)


def with_repair(file: FileLines, repair: Repair) -> FileLines:
    for number, text in sorted(repair.lines.items(), reverse=True):
        if text is None:
            file = file.without_line(number)
            continue
        first, *more = text.split("\n")
        file = file.with_line(number, first)
        for line in reversed(more):
            file = file.with_more(number, line)
    return file


def is_good(
    problem: Problem, repair: Repair, before: tuple[Problem, ...], after: tuple[Problem, ...]
) -> bool:
    """Whether `problem` is gone and nothing came of it.

    A file that could not be read shows its other problems once it can; those are no one's fault
    but on the lines that were changed.
    """
    if _name(problem) in {_name(each) for each in after}:
        return False
    new = caused(before, after, repair)
    here = [each for each in new if each.position.line in repair.lines]
    if repair.is_certain:
        return not any(each.code.startswith(OF_SYNTAX) for each in here)
    if problem.code.startswith(OF_SYNTAX):
        return all(map(_is_next, here))
    if problem.code in KEYS:
        stopping = (each for each in new if each.severity is Severity.ERROR)
        return all(each.code in KEYS or (each in here and _is_next(each)) for each in stopping)
    return all(each.code in KEYS for each in new)


def _is_next(problem: Problem) -> bool:
    """Whether what shows behind a repair has one of its own, so that several make a file whole."""
    values = problem.values
    is_said = bool(values.get("fix") or values.get("near"))
    return is_said and problem.code in RULES and not problem.code.startswith(OF_SYNTAX)


def caused(
    before: tuple[Problem, ...], after: tuple[Problem, ...], repair: Repair | None = None
) -> list[Problem]:
    """Problems with what a file says, that it did not have before; advice does not count.

    Those below lines that `repair` adds or takes out have moved with theirs.
    """
    moves = (
        []
        if repair is None
        else [
            (number, -1 if text is None else text.count("\n"))
            for number, text in repair.lines.items()
        ]
    )
    old = {
        (code, line + sum(by for number, by in moves if number < line), values)
        for code, line, values in map(_name, before)
    }
    return [
        each
        for each in after
        if _name(each) not in old
        and (each.severity is Severity.ERROR or each.code.startswith(OF_WORDS))
    ]


def _name(problem: Problem) -> tuple[str, int, str]:
    """Which problem it is; its column may move when another one on the line is mended."""
    return problem.code, problem.position.line, str(sorted(problem.values.items()))
