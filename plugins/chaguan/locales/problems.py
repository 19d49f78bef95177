"""What a problem's code means, in words for the person who wrote the file."""

from __future__ import annotations

from dataclasses import dataclass

from chaguan.model import Problem

from .language import catalogue, nearest_locale


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
    """
    locale = nearest_locale(language, "problems")
    words = catalogue("problems", locale)
    values = {"near": "", **problem.values}
    message = words[f"{problem.code}.message"].format(**values)
    hint = words[f"{problem.code}.hint"].format(**values)
    if values["near"] and "{near}" not in words[f"{problem.code}.hint"]:
        guess = words["common.did_you_mean"].format(**values)
        hint = f"{guess} {hint}".strip()
    return Explanation(message, hint)
