"""Which of the languages that Chaguan speaks serves a page's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
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
def catalogue(shelf: str, locale: str) -> Mapping[str, Any]:
    """The strings of one shelf in one language, by dotted key."""
    text = (files(__package__) / shelf / f"{locale}.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(text), ""))


def _flat(table: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs.extend(_flat(value, f"{prefix}{key}."))
        else:
            pairs.append((f"{prefix}{key}", value))
    return pairs
