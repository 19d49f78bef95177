"""A memory that forgets, so that it does not grow with the community."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any


class Lately(dict[Hashable, Any]):
    """A mapping that holds what was put in last, up to a number of things."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: Hashable, value: Any) -> None:
        super().__setitem__(key, value)
        if len(self) > self._most:
            del self[next(iter(self))]
