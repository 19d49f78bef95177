"""Frozen dataclasses that are made quickly.

Half of what a start of ours took was the making of three hundred classes: for a frozen one the
standard library compiles seven methods, half a millisecond in Python 3.11. Here `__init__` alone is
compiled, and what compares, hashes and shows an object is made of its fields without a compiler.
Type checkers see the library's own decorator; they find whoever would change an object, and at run
time nothing does (`docs/decisions/0080-frozen-dataclasses.md`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, order=False, **options):
        """The same as `dataclasses.dataclass`, but nothing refuses to change a frozen object."""

        def made(cls):
            if not frozen or order:
                return dataclasses.dataclass(cls, frozen=frozen, order=order, **options)
            cls.__doc__ = cls.__doc__ or cls.__name__  # else the library makes one, at length
            return _with_methods(dataclasses.dataclass(cls, repr=False, eq=False, **options))

        return made if cls is None else made(cls)


def _with_methods(cls: Any) -> Any:
    """With what compares, hashes and shows, as the library's would; but for what it has itself."""
    own, fields = cls.__dict__, dataclasses.fields(cls)
    compared = _values(each.name for each in fields if each.compare)
    if "__hash__" not in own or (own["__hash__"] is None and "__eq__" in own):
        hashed = (each for each in fields if (each.compare if each.hash is None else each.hash))
        cls.__hash__ = _hash(_values(each.name for each in hashed))
    if "__eq__" not in own:
        cls.__eq__ = _eq(compared)
    if "__repr__" not in own:
        cls.__repr__ = _repr([each.name for each in fields if each.repr])
    return cls


def _eq(values: Callable[[object], tuple[object, ...]]) -> Callable[[object, object], object]:
    def equals(self: object, other: object) -> object:
        if other.__class__ is self.__class__:
            return values(self) == values(other)
        return NotImplemented

    return equals


def _hash(values: Callable[[object], tuple[object, ...]]) -> Callable[[object], int]:
    def hashed(self: object) -> int:
        return hash(values(self))

    return hashed


def _repr(names: list[str]) -> Callable[[object], str]:
    values, shown = _values(names), ", ".join(f"{name}=%r" for name in names)

    def told(self: object) -> str:
        return f"{self.__class__.__qualname__}({shown % values(self)})"

    return told


def _values(names: Iterable[str]) -> Callable[[object], tuple[object, ...]]:
    """What gives the values of an object's attributes, in their order."""
    match tuple(names):
        case ():
            return lambda value: ()
        case (name,):
            return lambda value: (getattr(value, name),)
        case several:
            return attrgetter(*several)
