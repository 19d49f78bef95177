"""What was loaded, in bytes and back: Python's pickles of data alone.

A cache may come from another machine, and a pickle may name any function there is. These may name
nothing but the model's own classes and dates; whatever else stands in one, it is not read.
"""

from __future__ import annotations

import io
import pickle
from importlib import import_module
from typing import Any, Final
from zoneinfo import ZoneInfo

_PLAIN: Final = frozenset(
    ("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")
) | {("decimal", "Decimal"), ("builtins", "frozenset"), ("chaguan.load.community", "Loaded"),
     ("chaguan.load.reading", "Referred")}  # fmt: skip
_OURS: Final = "chaguan.model."


class NotDataError(pickle.UnpicklingError):
    """The bytes name something that is no data."""


def pickled(value: object) -> bytes:
    """`value` in bytes. Raises where something in it is not of the model."""
    file = io.BytesIO()
    _Pickler(file, protocol=5).dump(value)
    return file.getvalue()


def unpickled(content: bytes) -> Any:
    """What was `pickled`. Raises NotDataError, or whatever broken bytes raise in `pickle`."""
    return _Unpickler(io.BytesIO(content)).load()


class _Pickler(pickle.Pickler):
    def persistent_id(self, value: Any) -> str | None:
        """Zones are told by their names: their rules come from `tzdata` alone."""
        return value.key if isinstance(value, ZoneInfo) else None


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, key: str) -> ZoneInfo:
        return ZoneInfo(key)

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return getattr(import_module(module), name)
        found: Any = (
            getattr(import_module(module), name, None) if module.startswith(_OURS) else None
        )
        if not isinstance(found, type) or found.__module__ != module:
            raise NotDataError(f"{module}.{name} is no data")
        return found
