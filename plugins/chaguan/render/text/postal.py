"""Addresses of houses in words, the same on pages, in calendars and in data."""

from __future__ import annotations

from chaguan.model import Location, base


def postal_words(location: Location, language: str) -> str:
    """Street and town, the larger one first where the reader's language has it so.

    A town that the street's line already names is not said twice.
    """
    address, city = (text.best(language).text for text in (location.address, location.city))
    parts = [part for part in (address, "" if city in address else city) if part]
    if base(language) in ("zh", "ja", "ko"):
        return "".join(reversed(parts))
    return ", ".join(parts)
