"""What has exactly one right answer: for a problem, the lines that would mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from chaguan.load import COMMUNITY_FIELDS, FIELDS_BY_KIND, is_text, outlined
from chaguan.load.words import Line
from chaguan.model import Problem

from .editing import FileLines


@dataclass(frozen=True, slots=True)
class Repair:
    """Lines by number as they should be."""

    lines: Mapping[int, str]
    is_certain: bool = True
    """Nothing else can have been meant; else it has to leave no new problem behind."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a repair may rely on."""

    kind: str
    languages: tuple[str, ...]
    knows_zone: bool
    """Somebody wrote down in which zone the record's clock runs."""

    def levels(self) -> tuple[frozenset[str], ...]:
        """The names of the fields that stand side by side: the record's own, those of a part."""
        found: dict[str, set[str]] = {}
        for path, field in outlined(_FIELDS.get(self.kind, ())):
            found.setdefault(path.rpartition(".")[0], set()).add(field.name)
        return tuple(frozenset(names) for names in found.values())

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*self.levels())

    def holds_text(self, key: str) -> bool:
        """Whether what stands behind `key` is words and nothing else."""
        fields = [field for _, field in outlined(_FIELDS.get(self.kind, ())) if field.name == key]
        texts = [is_text(field.type) or isinstance(field.type, Line) for field in fields]
        return (bool(texts) and all(texts)) or key in self.languages


Rule = Callable[[Problem, FileLines, Circumstances], Iterator[Repair]]

_FIELDS: Final = {**FIELDS_BY_KIND, "community": COMMUNITY_FIELDS}
_KEY: Final = re.compile(r"(?:\"[^\"]*\"|'[^']*'|[^:\"'{}\[\],#]+?)\s*(?=:)")
_PAIR: Final = re.compile(
    r"(?P<head>\s*(?:- +)*(?P<key>[\w-]+):\s+)(?P<value>\S.*?)(?P<tail>(?:\s+#\s.*)?\s*)"
)
_TAB: Final = re.compile(r"[ \t]*\t[ \t]*")
_SECONDS: Final = re.compile(r"\d{1,2}:\d{2}:(?!00)\d{2}|:\d{2}\.\d*[1-9]")


def _known_key(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """`Date:` is `date:`; `localtion:` is `location:` where nothing else is near."""
    seen, guess = problem.values.get("key") or problem.values["seen"], problem.values["near"]
    is_same = _folded(seen) == _folded(guess)
    if not is_same and not _is_only_guess(seen, guess, known):
        return
    position = problem.position
    line, start = file.line(position.line), position.column - 1
    if guess and (found := _KEY.match(line, start)):
        fixed = f"{line[:start]}{guess}{line[found.end() :]}"
        yield Repair({position.line: fixed}, is_certain=is_same)


def _folded(key: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", key)).casefold()


def _is_only_guess(seen: str, guess: str, known: Circumstances) -> bool:
    if guess in known.languages:
        return False
    seen = seen.strip().casefold()
    return all(
        get_close_matches(seen, sorted(names), n=2, cutoff=0.7) == [guess]
        for names in known.levels()
        if guess in names
    )


def _clock(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
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


def _spaces(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """Tabs that indent a line, as two spaces each."""
    number = problem.position.line
    line = file.line(number)
    if found := _TAB.match(line):
        indent = found.group().replace("\t", "  ")
        yield Repair({number: f"{indent}{line[found.end() :]}"}, is_certain=False)


def _colon(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """`title：Tea` and `title:Tea` are `title: Tea`."""
    position = problem.position
    line, start = file.line(position.line), position.column - 1
    key = re.split(r"[\s-]", line[:start])[-1]
    if key in known.names or key in known.languages:
        fixed = f"{line[:start]}: {line[start + 1 :].lstrip()}"
        yield Repair({position.line: fixed.rstrip()}, is_certain=True)


def _quotation(problem: Problem, file: FileLines, known: Circumstances) -> Iterator[Repair]:
    """`title: Tea: party` in quotation marks, where the field can only hold words."""
    number = problem.position.line
    found = _PAIR.fullmatch(file.line(number))
    if not found or not known.holds_text(found["key"]):
        return
    value = found["value"]
    others = re.findall(r"([\w-]+):(?=\s|$)", value)
    if any(each in known.names for each in others) or value[0] in "[{|>":
        return
    if problem.code == "YA114" and value.endswith(value[0]):
        return
    quoted = f'"{value}"'
    if '"' in value or "\\" in value:
        doubled = value.replace("'", "''")
        quoted = f"'{doubled}'"
    yield Repair({number: f"{found['head']}{quoted}{found['tail']}"}, is_certain=False)


RULES: Final[Mapping[str, Rule]] = {
    "FD101": _known_key,
    "FD112": _known_key,
    "TM101": _clock,
    "TM104": _clock,
    "YA102": _spaces,
    "YA103": _quotation,
    "YA114": _quotation,
    "YA115": _quotation,
    "YA119": _colon,
}
"""By the code of the problem that they mend."""
