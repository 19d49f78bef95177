"""What each field of a record is called, what to write in it, and an example."""

from __future__ import annotations

from dataclasses import dataclass

from .language import catalogue, nearest_locale


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field in words, for whoever fills it in."""

    label: str
    about: str
    """What to write there."""
    example: str = ""
    """As it stands behind the colon in a file; empty for a field that has fields of its own."""


def field_words(kind: str, path: str, language: str = "en") -> FieldWords:
    """The words for the field of `kind` at the dotted `path`, such as `signup.until`.

    Raises KeyError for a field that has none.
    """
    words = catalogue("fields", nearest_locale(language, "fields"))
    key = f"{kind}.{path}"
    return FieldWords(
        str(words[f"{key}.label"]), str(words[f"{key}.about"]), str(words.get(f"{key}.example", ""))
    )
