"""What a field is: its name, how its text is parsed, and what it is for.

One definition serves the loader here and whatever else must know the fields of a kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as ReadOnly
from dataclasses import KW_ONLY
from typing import Any, Final, Protocol, TypeVar

from chaguan.model import Position, Positions, Record, RecordId
from chaguan.model.frozen import dataclass
from chaguan.source import (
    BLANKS,
    Mapping,
    Node,
    Scalar,
    Sequence,
    called,
    half_width_flow,
    without_slight,
)

from .reading import Reading, Values, is_plain
from .unknown_fields import report_stray, report_unknown

_LABELLED: Final = re.compile(r"(?P<label>[^：]+)：\s*(?P<address>https?://\S+)")
_BRACKETS: Final = "［【〔"
_DASHES: Final = re.compile(r"(?P<dash>[-－•‧・*＊])[\s\u3000]*(?P<item>\S.*)")
_BETWEEN: Final = re.compile(r"\s*[，、；;]\s*|\s*,\s+|(?<=[^\x00-\x7f]),|\s+(?:and|&)\s+")
"""What people put between values: not the comma of an address."""


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
    positions = Positions.of(reading.path, reading.positions)
    return of(id=id, path=reading.path, positions=positions, **values, **own)


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
    unknown: list[tuple[Scalar, Node]] = []
    empty: tuple[str, Part] | None = None
    for key, node in mapping.entries:
        if key.written and not is_plain(key, reading):
            continue
        field = by_name.get(without_slight(key.value) if key.written else key.value)
        if field is None:
            if empty is not None and empty[1].has(key.value):
                reading.error("FD134", key.position, key=key.value, field=empty[0])
                continue
            unknown.append((key, node))
            continue
        empty = None
        dotted = f"{prefix}{field.name}"
        reading.positions[dotted] = node.position
        if is_absent(node):
            if isinstance(field.type, Part) and not any(
                each.code == "KB102" for each in reading.problems
            ):
                empty = (field.name, field.type)
                reading.warning("FD133", key.position, field=dotted, example=field.type.example)
            continue
        if isinstance(node, Scalar) and node.written:
            report_stray(node, by_name, reading)
        values.pop(field.key, None)
        known = len(reading.problems)
        value = field.type.read(node, dotted, reading)
        if value is not None and (value != () or not field.is_required):
            values[field.key] = value
        if len(reading.problems) > known:
            attempted.add(field.name)
    required = tuple(field.name for field in fields if field.is_required)
    attempted |= report_unknown(unknown, mapping, tuple(by_name), required, reading)
    mistyped = {each.position.line for each in reading.problems if each.code.startswith("KB")}
    for field in fields:
        if field.is_required and field.key not in values and field.name not in attempted:
            position = reading.positions.get(f"{prefix}{field.name}", mapping.position)
            if position.line in mistyped:
                continue
            reading.error("FD103", position, field=field.name, about=field.about)
    return values


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; a single value counts as a list of one."""

    item: FieldType

    def read(self, node: Node, name: str, reading: Reading) -> tuple[Any, ...]:
        if isinstance(node, Scalar) and self._is_mistyped(node, name, reading):
            return ()
        items = node.items if isinstance(node, Sequence) else (node,)
        values = []
        for number, item in enumerate(items):
            dotted = f"{name}.{number}"
            reading.positions[dotted] = item.position
            if isinstance(item, Scalar) and not item.value.strip():
                reading.error("FD107", item.position, field=name)
                continue
            if isinstance(item, Scalar) and (
                self._has_swallowed(item, reading) or self._are_several(item, name, node, reading)
            ):
                continue
            value = self.item.read(item, dotted, reading)
            if value is not None:
                values.append(value)
        return tuple(values)

    def _has_swallowed(self, item: Scalar, reading: Reading) -> bool:
        """Report an item that starts further in than the one above, which YAML takes it for."""
        lines = [] if item.is_quoted else item.written.split("\n")[1:]
        found = False
        for number, line in enumerate(lines, item.position.line + 1):
            if re.match(r"\s+-\s+\S", line):
                found = True
                at = len(line) - len(line.lstrip()) + 1
                position = Position(item.position.path, number, at)
                reading.error("KB128", position, fix=line.strip())
        return found

    def _is_mistyped(self, node: Scalar, name: str, reading: Reading) -> bool:
        """Report brackets and hyphens of another keyboard around what should be a list."""
        value = node.value.strip()
        if node.is_quoted:
            return False
        if value[:1] in _BRACKETS and (meant := half_width_flow(value)).endswith("]"):
            reading.meant(node.position, name, seen=value, fix=meant, character=value[0])
            return True
        if found := _DASHES.fullmatch(value):
            if found["dash"] in "-*" and found.start("item") > 1 and found.group()[1] == " ":
                return False
            fix = f"- {found['item'].split(' ')[0]}"
            blank = value[1:2]
            if found["dash"] == "-" and blank in BLANKS and blank:
                reading.error("KB103", node.position, character=called(blank), fix=fix)
            else:
                reading.error("KB104", node.position, character=found["dash"], fix=fix)
            return True
        return False

    def _are_several(self, item: Scalar, name: str, node: Node, reading: Reading) -> bool:
        """Report several values in one; tags, which may hold commas, tell that themselves."""
        if item.is_quoted or getattr(self.item, "holds_commas", False):
            return False
        parts = [each for each in _BETWEEN.split(item.value.strip()) if each]
        if len(parts) < 2:
            return False
        joined = ", ".join(parts)
        fix = joined if isinstance(node, Sequence) else f"[{joined}]"
        mark = next((letter for letter in item.value if letter in "，、；"), "")
        seen = item.value.strip()
        reading.meant(item.position, name, seen=seen, fix=fix, character=mark)
        return True


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map from labels that people choose to values of one type."""

    value: FieldType

    def read(self, node: Node, name: str, reading: Reading) -> tuple[tuple[str, Any], ...] | None:
        if not isinstance(node, Mapping):
            if isinstance(node, Scalar) and (label := _LABELLED.fullmatch(node.value.strip())):
                fix = f"{label['label']}: {label['address']}"
                reading.error("KB101", node.position, character="：", wanted=":", fix=fix)
                return None
            items = node.items if isinstance(node, Sequence) else (node,)
            first = next((each.value for each in items if isinstance(each, Scalar)), "")
            if "://" in first:
                reading.error("FD137", node.position, field=name, example=f"Website: {first}")
            else:
                reading.error("FD106", node.position, field=name, example="label")
            return None
        pairs = []
        for key, item in node.entries:
            dotted = f"{name}.{key.value}"
            reading.positions[dotted] = item.position
            is_plain(key, reading)
            value = None if is_absent(item) else self.value.read(item, dotted, reading)
            if value is not None:
                pairs.append((without_slight(key.value) if key.written else key.value, value))
        return tuple(pairs)


_ANSWERS: Final = frozenset(("true", "false", "yes", "no", "on", "off"))


@dataclass(frozen=True, slots=True)
class Part:
    """A map with fields of its own."""

    fields: tuple[Field, ...]
    of: Callable[..., Any] = dict
    """What its values make."""
    in_words: Callable[[str], str] | None = None
    """The map that a line of plain words stands for; empty where it is not clear."""

    @property
    def example(self) -> str:
        """A line that may stand in it."""
        return "every: week" if self.in_words else f"{self.fields[0].name}: …"

    def has(self, key: str) -> bool:
        return any(field.name == key for field in self.fields)

    def read(self, node: Node, name: str, reading: Reading) -> Any:
        if not isinstance(node, Mapping):
            if isinstance(node, Scalar) and (fix := self._short(node, reading)):
                reading.meant(node.position, name, seen=node.value.strip(), fix=fix)
                return None
            example = self.fields[0].name
            reading.error("FD106", node.position, field=name, example=example)
            return None
        values = read_fields(self.fields, node, reading, prefix=f"{name}.")
        if any(field.is_required and field.key not in values for field in self.fields):
            return None
        return self.of(**values)

    def _short(self, node: Scalar, reading: Reading) -> str:
        """A map of the first field that can hold what was written instead of it."""
        if self.in_words is not None:
            return self.in_words(node.value)
        value = node.value.strip()
        if '"' in value or "\\" in value or value.casefold() in _ANSWERS:
            return ""  # `signup: yes` says that there is one, and not that it is full
        for field in self.fields:
            alone = Reading(reading.path, reading.around)
            found = field.type.read(node, field.name, alone)
            said = [each.values["fix"] for each in alone.problems if each.code == "FD120"]
            if "." in value and len(said) == len(alone.problems) == 1:  # an address, say
                return f'{{{field.name}: "{said[0]}"}}'
            if found is not None and not alone.problems:
                needs_marks = node.is_quoted or re.search(r"[,\[\]{}]|: |://|^\W", value)
                quoted = f'"{value}"' if needs_marks else value
                return f"{{{field.name}: {quoted}}}"
        return ""
