"""The text of a new record: what is known filled in, every other field in a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import field as dataclass_field
from typing import Final

from chaguan.load import Field, ListOf, Reference, is_list, is_text, parts_of
from chaguan.load.changes import NotNone
from chaguan.locales import field_words
from chaguan.model.frozen import dataclass

from .yaml_text import Value, yaml_lines

INDENT: Final = "  "
OURS: Final[Mapping[str, str]] = {
    "person": "lin-mei|wu-hai", "place": "slack-tide", "group": "menders",
    "scene": "rainy-weekend", "campaign": "roof", "event": "tea-walk",
}  # fmt: skip
"""The ids in our examples, by kind, as parts of a regular expression."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What a new record's text is made of."""

    kind: str
    fields: tuple[Field, ...]
    filled: Mapping[str, Value]
    """By field name; words for readers are in `language`."""
    language: str
    """That of the words filled in."""
    languages: tuple[str, ...]
    """The community's; where there are several, words for readers are a map."""
    comments: str
    """The language of the comments."""
    ids: Mapping[str, Set[str]] = dataclass_field(default_factory=dict)
    """Those that there are, by kind; the first of them stand as examples."""

    def lines(self) -> Iterator[str]:
        """The record, field by field in the order of their definitions."""
        for field in self.fields:
            value = self.filled.get(field.name)
            if value is None:
                yield from (f"# {line}" for line in self._example(field, field.name))
            else:
                yield from self._filled(field, value)

    def _filled(self, field: Field, value: Value) -> Iterator[str]:
        if is_text(field.type) and len(self.languages) > 1:
            yield f"{field.name}:  # {self._about(field.name)}"
            for language in self.languages:
                if language == self.language:
                    ((line, _),) = yaml_lines({"words": value})
                    yield f"{INDENT}{language}: {line.removeprefix('words: ')}"
                else:
                    yield f"{INDENT}# {language}: {self._words(field.name, language)}"
            return
        lines = [line for line, _ in yaml_lines({field.name: value})]
        yield f"{lines[0]}  # {self._about(field.name)}"
        yield from lines[1:]

    def _example(self, field: Field, path: str) -> Iterator[str]:
        """The field as it might be written; what can be left out of a part is a comment again."""
        about = f"  # {self._about(path)}"
        if parts := parts_of(field.type):
            yield f"{field.name}:{about}"
            inner = _indented(self._part(parts, path))
            yield from _as_item(inner) if is_list(field.type) else inner
        elif is_text(field.type) and len(self.languages) > 1:
            yield f"{field.name}:{about}"
            for language in self.languages:
                yield f"{INDENT}{language}: {self._words(path, language)}"
        else:
            yield f"{field.name}: {self._own(field) or self._words(path, self.language)}{about}"

    def _own(self, field: Field) -> str:
        """An id of the community's own, where the field wants one and there is one."""
        known = sorted(self.ids.get(reference_of(field), ()))
        return (f"[{known[0]}]" if is_list(field.type) else known[0]) if known else ""

    def _part(self, parts: tuple[Field, ...], path: str) -> Iterator[str]:
        needed = [each for each in parts if each.is_required] or [parts[0]]
        for part in needed:
            yield from self._example(part, f"{path}.{part.name}")
        for part in parts:
            if part not in needed:
                lines = self._example(part, f"{path}.{part.name}")
                yield from (f"# {line}" for line in lines)

    def _about(self, path: str) -> str:
        return field_words(self.kind, path, self.comments).about

    def _words(self, path: str, language: str) -> str:
        """An example, with the community's own ids for those of our examples, where it has some."""
        words = field_words(self.kind, path, language).example
        for kind, names in OURS.items():
            if known := sorted(self.ids.get(kind, ())):
                words = re.sub(rf"(?<![\w/-])(?:{names})(?![\w.@-])", known[0], words)
        return words


def reference_of(field: Field) -> str:
    """The kind of record that a field names; empty for a field that names none."""
    inner = field.type.of if isinstance(field.type, NotNone) else field.type
    inner = inner.item if isinstance(inner, ListOf) else inner
    return inner.kind if isinstance(inner, Reference) else ""


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"{INDENT}{line}" for line in lines)


def _as_item(lines: Iterator[str]) -> Iterator[str]:
    """Indented lines as the one item of a list."""
    for number, line in enumerate(lines):
        yield f"{INDENT}- {line.lstrip()}" if number == 0 else f"{INDENT}{line}"
