"""What a field is: its name, how its text is parsed, and what it is for.

One definition serves the loader here and whatever else must know the fields of a kind.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as ReadOnly
from dataclasses import KW_ONLY, dataclass
from typing import Any, Protocol, TypeVar

from chaguan.model import Record, RecordId
from chaguan.source import Mapping, Node, Scalar, Sequence

from .plain_words import is_plain
from .reading import Reading, Values, near


class FieldType(Protocol):
    """How one field's text becomes a value."""

    def read(self, node: Node, name: str, reading: Reading) -> Any:
        """The value, or None after reporting why there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record."""

    name: str
    type: FieldType
    about: str
    """What to write there, for people and for generated documentation."""
    is_required: bool = False
    _: KW_ONLY
    public: bool
    """Whether it may be published; nothing else of a record ever is."""
    attribute: str = ""
    """What the model calls it, where that is not the word in the file."""
    into: tuple[str, ...] = ()
    """The model's attributes that are worked out from it and perhaps from others."""

    @property
    def key(self) -> str:
        """Its name among the values that were read."""
        return self.attribute or self.name

    @property
    def attributes(self) -> tuple[str, ...]:
        """Where the model keeps what it says."""
        return self.into or (self.key,)


R = TypeVar("R", bound=Record)


def made(of: type[R], values: Values, id: RecordId, reading: Reading, **own: Any) -> R:
    """The record that `values` make, each under its own name, with what is known besides.

    Raises TypeError for a value that the model has no attribute for.
    """
    return of(id=id, path=reading.path, positions=reading.positions, **values, **own)


def is_absent(node: Node | None) -> bool:
    """Whether nothing was written: `summary:` with nothing behind it."""
    return node is None or (isinstance(node, Scalar) and not node.value and not node.is_quoted)


def read_fields(
    fields: tuple[Field, ...],
    mapping: Mapping,
    reading: Reading,
    prefix: str = "",
    inherited: ReadOnly[str, Any] | None = None,
) -> Values:
    """The values of `mapping` by the fields' keys; every problem goes into `reading`."""
    by_name = {field.name: field for field in fields}
    values: Values = dict(inherited or {})
    attempted = set()
    for key, node in mapping.entries:
        field = by_name.get(key.value)
        if field is None:
            _report_unknown(key, by_name, reading)
            attempted.add(near(key.value, by_name))
            continue
        dotted = f"{prefix}{field.name}"
        reading.positions[dotted] = node.position
        if is_absent(node):
            continue
        values.pop(field.key, None)
        known = len(reading.problems)
        value = field.type.read(node, dotted, reading)
        if value is not None and (value != () or not field.is_required):
            values[field.key] = value
        if len(reading.problems) > known:
            attempted.add(field.name)
    for field in fields:
        if field.is_required and field.key not in values and field.name not in attempted:
            position = reading.positions.get(f"{prefix}{field.name}", mapping.position)
            reading.error("FD103", position, field=field.name, about=field.about)
    return values


def _report_unknown(key: Scalar, known: ReadOnly[str, Field], reading: Reading) -> None:
    guess = near(key.value, known)
    if guess:
        reading.error("FD101", key.position, key=key.value, near=guess)
    else:
        reading.warning("FD102", key.position, key=key.value, known=tuple(known))


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; a single value counts as a list of one."""

    item: FieldType

    def read(self, node: Node, name: str, reading: Reading) -> tuple[Any, ...]:
        items = node.items if isinstance(node, Sequence) else (node,)
        values = []
        for number, item in enumerate(items):
            dotted = f"{name}.{number}"
            reading.positions[dotted] = item.position
            if isinstance(item, Scalar) and not item.value.strip():
                reading.error("FD107", item.position, field=name)
                continue
            value = self.item.read(item, dotted, reading)
            if value is not None:
                values.append(value)
        return tuple(values)


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map from labels that people choose to values of one type."""

    value: FieldType

    def read(self, node: Node, name: str, reading: Reading) -> tuple[tuple[str, Any], ...] | None:
        if not isinstance(node, Mapping):
            reading.error("FD106", node.position, field=name, example="label")
            return None
        pairs = []
        for key, item in node.entries:
            dotted = f"{name}.{key.value}"
            reading.positions[dotted] = item.position
            is_plain(key, reading)
            value = None if is_absent(item) else self.value.read(item, dotted, reading)
            if value is not None:
                pairs.append((key.value, value))
        return tuple(pairs)


@dataclass(frozen=True, slots=True)
class Part:
    """A map with fields of its own."""

    fields: tuple[Field, ...]
    of: Callable[..., Any] = dict
    """What its values make."""

    def read(self, node: Node, name: str, reading: Reading) -> Any:
        if not isinstance(node, Mapping):
            reading.error("FD106", node.position, field=name, example=self.fields[0].name)
            return None
        values = read_fields(self.fields, node, reading, prefix=f"{name}.")
        if any(field.is_required and field.key not in values for field in self.fields):
            return None
        return self.of(**values)
