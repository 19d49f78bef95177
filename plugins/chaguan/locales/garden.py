"""What has gone stale, in words for the people who look after it."""

from __future__ import annotations

from collections.abc import Mapping

from .language import catalogue, nearest_locale
from .problems import Explanation


def tended(subject: str, values: Mapping[str, str], language: str) -> Explanation:
    """The words for one thing in the garden, and what to do about it."""
    words = catalogue("garden", nearest_locale(language, "garden"))
    return Explanation(
        words[f"{subject}.message"].format(**values), words[f"{subject}.hint"].format(**values)
    )


def tended_count(number: int, language: str) -> str:
    """How many things there are, in words."""
    words = catalogue("garden", nearest_locale(language, "garden"))
    key = {0: "none", 1: "one"}.get(number, "other")
    return str(words[key]).format(number=number)
