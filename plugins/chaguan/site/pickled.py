"""What was loaded, in bytes and back: Python's pickles of data alone.

A cache may come from another machine, and a pickle may name any function there is. These may name
nothing but the model's own classes, dates and zones; whatever else stands in one, it is not read.

A dataclass is kept as its values in their order. Python's own way asks each object for its fields
when it is kept and when it is made, which takes two thirds of the time.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any, Final
from zoneinfo import ZoneInfo

from chaguan.model.compact import Compact

_PLAIN: Final = frozenset(
    ("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")
) | {("decimal", "Decimal"), ("builtins", "frozenset"), ("chaguan.load.community", "Loaded"),
     ("chaguan.load.reading", "Referred"), ("zoneinfo", "ZoneInfo")}  # fmt: skip
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
    def reducer_override(self, value: Any) -> Any:
        """Zones are told by their names: their rules come from `tzdata` alone."""
        of: Any = type(value)
        if of is ZoneInfo:
            return ZoneInfo, (value.key,)
        if hasattr(of, "__dataclass_fields__"):
            return of, _values(of)(value)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            found: Any = getattr(import_module(module), name)
        else:
            found = getattr(import_module(module), name, None) if module.startswith(_OURS) else None
            if not isinstance(found, type) or found.__module__ != module:
                raise NotDataError(f"{module}.{name} is no data")
        return _maker(found) if hasattr(found, "__dataclass_fields__") else found


@cache
def _names(of: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(of))


@cache
def _values(of: type) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of an object of a dataclass, in the order of its fields."""
    names = _names(of)
    if any(isinstance(getattr(of, name), Compact) for name in names):
        gets = [slot.__get__ for slot in _slots(of)]
        return lambda value: tuple([get(value) for get in gets])
    return attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)


def _slots(of: type) -> Iterator[Any]:
    """What holds each value of a dataclass with slots, in the order of its fields."""
    for name in _names(of):
        slot: Any = getattr(of, name)
        yield slot.slot if isinstance(slot, Compact) else slot


@cache
def _maker(of: type) -> Callable[..., object]:
    """What makes an object of a dataclass with slots of its values, in the order of its fields."""
    slots = tuple(slot.__set__ for slot in _slots(of))

    def made(*values: object) -> object:
        one: object = object.__new__(of)
        for put, value in zip(slots, values, strict=True):
            put(one, value)
        return one

    return made
