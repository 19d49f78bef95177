"""Values in words by which two builds tell that they are the same.

`repr` would do, but says again on each page what many of them show.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Set
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Final

from .entries import Lately
from .fingerprints import digest

MOST: Final = 4096
"""Values that are shared, and whose digests are held."""


class Words:
    """Puts values into words: others for another value of the same type.

    For a dataclass with `is_shared = True`, whose values are in many others, its digest stands.
    """

    def __init__(self) -> None:
        self._encoder = json.JSONEncoder(
            ensure_ascii=False, check_circular=False, separators=(",", ":"), default=self._part
        )
        self._known: Lately = Lately(MOST)

    def of(self, value: object) -> str:
        """All that makes a value what it is."""
        return self._encoder.encode(value)

    def _part(self, value: Any) -> object:
        """What JSON does not know, in what it knows."""
        name, parts, is_shared = _of_kind(type(value))  # type: ignore[arg-type]
        if not is_shared:
            return name, parts(value)
        known = self._known.get(id(value))
        if known is None or known[0] is not value:
            known = self._known[id(value)] = value, digest(name, self.of(parts(value))).hex()
        return known[1]


@cache
def _of_kind(kind: type) -> tuple[str, Callable[[Any], object], bool]:
    """How a type is called, what tells its values apart, and whether they are shared."""
    parts: Callable[[Any], object] = repr
    if is_dataclass(kind):
        names = [each.name for each in fields(kind) if each.repr]
        parts = attrgetter(*names) if names else lambda value: ()
    elif issubclass(kind, Mapping):
        parts = _items
    elif issubclass(kind, Set):
        parts = _sorted
    return kind.__qualname__, parts, getattr(kind, "is_shared", False)


def _items(value: Mapping[Any, Any]) -> object:
    return [*value.items()]


def _sorted(value: Set[Any]) -> object:
    return sorted(map(repr, value))
