"""What a new town's first files say, and what its founder is asked and told."""

from __future__ import annotations

from .language import catalogue, nearest_locale


def town_words(key: str, language: str, **values: object) -> str:
    """The words for `key`; raises KeyError for none."""
    words = str(catalogue("town", nearest_locale(language, "town"))[key])
    return words.format(**values) if values else words
