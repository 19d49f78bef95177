"""Chaguan's own words in each language it speaks: on pages, in fields, forms and a terminal."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

FALLBACK: Final = "en"
_CHINESE: Final = {
    "TW": "zh-Hant",
    "HK": "zh-Hant",
    "MO": "zh-Hant",
    "CN": "zh-Hans",
    "SG": "zh-Hans",
}


@cache
def nearest_locale(language: str, shelf: str = "words") -> str:
    """The language of `shelf` that a reader of `language` understands best.

    `zh-TW` and `zh-HK` read `zh-Hant`, `zh-CN` and bare `zh` read `zh-Hans`; where a shelf has
    one Chinese only, every Chinese reader gets that; who has nothing gets English.
    """
    known = {each.name.removesuffix(".toml") for each in (files(__package__) / shelf).iterdir()}
    parts = language.replace("_", "-").split("-")
    wanted = [language.replace("_", "-"), parts[0]]
    if parts[0].lower() == "zh":
        script = next((part.title() for part in parts[1:] if len(part) == 4), "")
        region = parts[-1].upper() if len(parts) > 1 else ""
        wanted = [f"zh-{script}", _CHINESE.get(region, "zh-Hans"), "zh-Hans", "zh-Hant"]
    return next((each for each in wanted if each in known), FALLBACK)


@cache
def strings(shelf: str, locale: str) -> Mapping[str, Any]:
    """The strings of one shelf in one language, by dotted key."""
    text = (files(__package__) / shelf / f"{locale}.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(text), ""))


def nearest(shelf: str, language: str) -> Mapping[str, Any]:
    """The strings of one shelf for a reader of `language`."""
    return strings(shelf, nearest_locale(language, shelf))


def _flat(table: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs.extend(_flat(value, f"{prefix}{key}."))
        else:
            pairs.append((f"{prefix}{key}", value))
    return pairs


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Chaguan's words in one language. Called with a key, it gives the words for it."""

    language: str
    """The page's language."""
    locale: str
    """The language of the words, which is the nearest there is."""

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key`, with `{name}` replaced by `values`; raises KeyError for none."""
        return str(strings("words", self.locale)[key]).format(**values)

    def count(self, key: str, number: int, **values: object) -> str:
        """The words for that many: `{key}.one` for 1, else `{key}.other`."""
        return self(f"{key}.{'one' if number == 1 else 'other'}", number=number, **values)

    def of(self, key: str, name: str) -> str:
        """The words for `key.name`, or `name` itself where it is nobody's but the writer's."""
        return str(strings("words", self.locale).get(f"{key}.{name}", name))


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary for a page in `language`."""
    return Vocabulary(language, nearest_locale(language) or FALLBACK)


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
    words = nearest("fields", language)
    key = f"{kind}.{path}"
    return FieldWords(
        str(words[f"{key}.label"]), str(words[f"{key}.about"]), str(words.get(f"{key}.example", ""))
    )


SPOKEN: Final = ("zh-Hant", "en")
"""The languages of a form, in the order in which they stand in it."""


def form_words(key: str, language: str, **values: object) -> str:
    """The words for `key`; empty where that language has none of its own."""
    return str(strings("forms", language).get(key, "")).format(**values)


def bilingual(key: str, between: str = " ", **values: object) -> str:
    """The words for `key` in each language, `between` them once where they are the same."""
    said = (form_words(key, language, **values) for language in SPOKEN)
    return between.join(dict.fromkeys(words for words in said if words))


def gathered_words(subject: str, values: Mapping[str, object], language: str) -> str:
    """What a round of gathering brought, in a sentence; raises KeyError for an unknown subject."""
    return str(nearest("gathering", language)[subject]).format(**values)


def imported(subject: str, values: Mapping[str, object], language: str) -> str:
    """What an import takes or leaves, in a sentence; raises KeyError for an unknown subject."""
    return str(nearest("importing", language)[subject]).format(**values)


def town_words(key: str, language: str, **values: object) -> str:
    """What a town's first files say, and its founder hears; raises KeyError for an unknown key."""
    words = str(nearest("town", language)[key])
    return words.format(**values) if values else words
