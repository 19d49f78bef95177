"""What an import takes, what it leaves, and why, in words for the person at the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from .language import catalogue, nearest_locale


def imported(subject: str, values: Mapping[str, object], language: str) -> str:
    """One sentence; raises KeyError for a subject that has none."""
    words = catalogue("importing", nearest_locale(language, "importing"))
    return str(words[subject]).format(**values)
