"""Problems as text for people, as GitHub's annotations and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Final

from chaguan.check import few_notices
from chaguan.forge.pull_request import answer, numbers, path_of, summary
from chaguan.locales import Explanation, counted, explained, further, further_notices
from chaguan.model import Problem, Severity

MOST_ANNOTATIONS: Final = 10
"""Of each kind; GitHub drops further ones without a word."""
MANY: Final = 5
"""Warnings in the same words; of more, only a few are shown."""
FEW: Final = 3
Report = Callable[[tuple[Problem, ...], str, str], str]
"""Problems, the content folder's name and a language to a text."""


def text(problems: tuple[Problem, ...], folder: str, language: str) -> str:
    """`file:line:col: CODE message`, a hint below, and a count at the end.

    Of many warnings in the same words the first few are shown, and how many more there are.
    """
    lines = []
    every, (problems, left_out) = problems, few_notices(problems)
    worded = [(problem, explained(problem, language)) for problem in problems]
    said = Counter((problem.code, words) for problem, words in worded)
    shown: Counter[tuple[str, Explanation]] = Counter()
    for problem, words in worded:
        key = (problem.code, words)
        is_folded = said[key] > MANY and problem.severity is not Severity.ERROR
        if is_folded and shown[key] == FEW:
            continue
        shown[key] += 1
        position = problem.position
        place = f"{path_of(problem, folder)}:{position.line}:{position.column}"
        lines.append(f"{place}: {problem.code} {words.message}\n")
        if is_folded and shown[key] < FEW:
            continue
        if words.hint:
            lines.append(f"    {words.hint}\n")
        if is_folded:
            lines.append(f"    {further(said[key] - FEW, problem.code, language)}\n")
    lines += [f"{further_notices(number, code, language)}\n" for code, number in left_out.items()]
    lines.append(f"{counted(*numbers(every), language)}\n")
    return "".join(lines)


def github(problems: tuple[Problem, ...], folder: str, language: str) -> str:
    """Workflow commands that annotate the lines of a pull request.

    GitHub shows ten errors and ten warnings of a step; `summary` has the rest.
    """
    lines = []
    shown: Counter[Severity] = Counter()
    for problem in problems:
        shown[problem.severity] += 1
        if shown[problem.severity] > MOST_ANNOTATIONS:
            continue
        words = explained(problem, language)
        position = problem.position
        place = (
            f"file={_property(path_of(problem, folder))},line={position.line},col={position.column}"
        )
        message = _data(f"{words.message}\n{words.hint}".strip())
        title = f"title={_property(problem.code)}"
        lines.append(f"::{problem.severity.value} {place},{title}::{message}\n")
    return "".join(lines)


def as_json(problems: tuple[Problem, ...], folder: str, language: str) -> str:
    """A list of objects with `path`, `line`, `column`, `code`, `severity`, `message`, `hint`."""
    rows = []
    for problem in problems:
        words = explained(problem, language)
        rows.append(
            {
                "path": path_of(problem, folder),
                "line": problem.position.line,
                "column": problem.position.column,
                "code": problem.code,
                "severity": problem.severity.value,
                "message": words.message,
                "hint": words.hint,
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


FORMATS: Final[dict[str, Report]] = {
    "answer": answer,
    "github": github,
    "json": as_json,
    "summary": summary,
    "text": text,
}
