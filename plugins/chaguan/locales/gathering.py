"""What a round of gathering brought, in words for the person at the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from .language import catalogue, nearest_locale


def gathered_words(subject: str, values: Mapping[str, object], language: str) -> str:
    """One sentence; raises KeyError for a subject that has none."""
    words = catalogue("gathering", nearest_locale(language, "gathering"))
    return str(words[subject]).format(**values)
