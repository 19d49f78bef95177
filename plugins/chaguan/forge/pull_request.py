"""What the check of a pull request leaves behind: a report to read, and a small answer.

The answer is written where a stranger's change is at work and read where it is not, so it
holds no words of ours: codes, places and what was seen, each within limits.
"""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING, Any, Final

from chaguan.locales import SPOKEN, counted, explained
from chaguan.model import Position, Problem, Severity
from chaguan.model.frozen import dataclass

from .escape import neutral

if TYPE_CHECKING:
    from .issue_answers import Finding

VERSION: Final = 1
LARGEST: Final = 64 * 1024
"""Bytes of an answer."""
MOST: Final = 30
"""Problems in an answer; the rest are counted."""
LONGEST_VALUE: Final = 300
_RANK: Final = (Severity.ERROR, Severity.NOTICE, Severity.WARNING)
"""What comes first; what hosts should know is never cut off by what could be better."""
_NAME = re.compile(r"[a-z_]{1,30}")
_CODE = re.compile(r"[A-Z]{2}\d{3}")


class UnbelievableAnswerError(Exception):
    """It is not an answer of `chaguan check`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check found."""

    findings: tuple[Finding, ...]
    more: int
    """How many there are beyond these."""


def summary(problems: tuple[Problem, ...], folder: str, language: str) -> str:
    """Every problem in Markdown, in both languages, the reader's first."""
    from .review import finding_of  # with all forms and their words, which no terminal shows

    wanted = sorted(SPOKEN, key=lambda each: each.partition("-")[0] != language.partition("-")[0])
    parts = []
    for each in wanted:
        lines = [f"## {counted(*numbers(problems), each)}", ""]
        for problem in problems:
            words = finding_of(problem, label="")
            lines.append(f"- **{_place(problem, folder)}** {problem.code} {words.message[each]}")
            if words.hint[each]:
                lines.append(f"  <br>{words.hint[each]}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def answer(problems: tuple[Problem, ...], folder: str, language: str) -> str:
    """The small JSON that the comment on a pull request is made of; errors come first."""
    first = sorted(problems, key=lambda each: _RANK.index(each.severity))[:MOST]
    rows = [
        {
            "code": each.code,
            "severity": each.severity.value,
            "path": path_of(each, folder)[:LONGEST_VALUE],
            "line": each.position.line,
            "column": each.position.column,
            "values": {name: value[:LONGEST_VALUE] for name, value in each.values.items()},
        }
        for each in first
    ]
    whole = {"version": VERSION, "more": len(problems) - len(first), "problems": rows}
    return json.dumps(whole, ensure_ascii=False) + "\n"


def path_of(problem: Problem, folder: str) -> str:
    """The problem's file, seen from the folder around the content folder."""
    path = f"{folder}/{problem.position.path}" if folder else problem.position.path
    return posixpath.normpath(path) if "../" in path else path


def numbers(problems: tuple[Problem, ...]) -> tuple[int, int]:
    """How many errors there are, and how many warnings."""
    found = [problem.severity for problem in problems]
    return found.count(Severity.ERROR), found.count(Severity.WARNING)


def believed(raw: bytes) -> Answer:
    """An answer, checked in every part; raises UnbelievableAnswerError."""
    if len(raw) > LARGEST:
        raise UnbelievableAnswerError("the answer is too large")
    try:
        whole = json.loads(raw.decode())
        _expect(isinstance(whole, dict) and whole.keys() == {"version", "more", "problems"})
        _expect(whole["version"] == VERSION)
        _expect(isinstance(whole["problems"], list) and len(whole["problems"]) <= MOST)
        findings = tuple(_finding(row) for row in whole["problems"])
        return Answer(findings, _number(whole["more"], 0))
    except (ValueError, RecursionError) as failure:
        raise UnbelievableAnswerError(f"no answer of a check: {failure}") from failure
    except (KeyError, IndexError, AttributeError) as failure:
        raise UnbelievableAnswerError(f"no such problem: {failure}") from failure


def _finding(row: Any) -> Finding:
    from .review import finding_of

    wanted = {"code", "severity", "path", "line", "column", "values"}
    _expect(isinstance(row, dict) and row.keys() == wanted)
    values = row["values"]
    _expect(isinstance(values, dict) and len(values) <= 20)
    _expect(all(_NAME.fullmatch(name) for name in values))
    _expect(isinstance(row["code"], str) and bool(_CODE.fullmatch(row["code"])))
    position = Position(_line(row["path"]), _number(row["line"], 1), _number(row["column"], 1))
    severity = Severity(_line(row["severity"]))
    held = {name: _line(value) for name, value in values.items()}
    problem = Problem(row["code"], severity, position, held)
    explained(problem)  # raises KeyError for a code or a value that we have no words for
    return finding_of(problem, label=_place(problem, ""))


def _place(problem: Problem, folder: str) -> str:
    path = path_of(problem, folder)
    return f"{neutral(path).replace('_', '＿')}:{problem.position.line}"


def _line(value: Any) -> str:
    _expect(isinstance(value, str) and len(value) <= LONGEST_VALUE)
    return str(value)


def _number(value: Any, least: int) -> int:
    _expect(type(value) is int and least <= value < 10**6)
    return int(value)


def _expect(holds: bool) -> None:
    if not holds:
        raise ValueError("something in it is not as it should be")
