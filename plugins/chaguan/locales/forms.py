"""The words of the forms, and of the answers to what people sent in, in both languages."""

from __future__ import annotations

from typing import Final

from .language import catalogue

SPOKEN: Final = ("zh-Hant", "en")
"""The languages of a form, in the order in which they stand in it."""


def form_words(key: str, language: str, **values: object) -> str:
    """The words for `key`; empty where that language has none of its own."""
    return str(catalogue("forms", language).get(key, "")).format(**values)


def bilingual(key: str, between: str = " ", **values: object) -> str:
    """The words for `key` in each language, `between` them once where they are the same."""
    said = (form_words(key, language, **values) for language in SPOKEN)
    return between.join(dict.fromkeys(words for words in said if words))
