"""What a problem's code means, in words for the person who wrote the file; what has gone stale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chaguan.model import Problem

from .words import nearest


@dataclass(frozen=True, slots=True)
class Explanation:
    """A problem in words."""

    message: str
    """What was seen."""
    hint: str
    """What to do."""


def explained(problem: Problem, language: str = "en") -> Explanation:
    """`problem` in the language of the person who reads it.

    A value called `near` is a guess at what was meant and comes first in the hint.
    A value called `article` is an article of the community's charter and comes last.
    Values that are our own words, such as a kind or a weekday, are translated.
    """
    words = nearest("problems", language)
    values = {"near": "", **problem.values}
    for name, value in values.items():
        values[name] = words.get(f"terms.{name}.{value}", value)
    message = words[f"{problem.code}.message"].format(**values)
    hint = words[f"{problem.code}.hint"].format(**values)
    if values["near"] and "{near}" not in words[f"{problem.code}.hint"]:
        guess = words["common.did_you_mean"].format(**values)
        hint = f"{guess}{hint}"
    if "article" in values:
        hint += words["common.cites.article"].format(**values)
    return Explanation(message, hint)


def line_of(problem: Problem, folder: str) -> str:
    """`file:line:column: CODE message`, and the hint below, for logs."""
    words, position = explained(problem), problem.position
    hint = f"\n    {words.hint}" if words.hint else ""
    place = f"{folder}/{position.path}:{position.line}:{position.column}"
    return f"{place}: {problem.code} {words.message}{hint}"


def counted(errors: int, warnings: int, language: str = "en") -> str:
    """How many there are of each, in words."""
    words = nearest("problems", language)
    many = {"errors": errors, "warnings": warnings}
    each = (
        words[f"common.{name}.{'one' if number == 1 else 'other'}"].format(number=number)
        for name, number in many.items()
    )
    return str(words["common.and"]).join(each)


def further_notices(number: int, code: str, language: str = "en") -> str:
    """How many more notices there are of one kind, in words."""
    words = nearest("problems", language)
    return str(words["common.further_notices"]).format(number=number, code=code)


def further(number: int, code: str, language: str = "en") -> str:
    """How many more there are of one kind, in words."""
    words = nearest("problems", language)
    return str(words["common.further"]).format(number=number, code=code)


def tended(subject: str, values: Mapping[str, str], language: str) -> Explanation:
    """The words for one thing in the garden, and what to do about it."""
    words = nearest("garden", language)
    return Explanation(
        words[f"{subject}.message"].format(**values), words[f"{subject}.hint"].format(**values)
    )


def tended_count(number: int, language: str) -> str:
    """How many things there are, in words."""
    words = nearest("garden", language)
    key = {0: "none", 1: "one"}.get(number, "other")
    return str(words[key]).format(number=number)
