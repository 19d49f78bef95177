"""Each field as a widget of the form-based editor (Decap CMS, Widgets).

A field that Decap would hold in another form than our files says so under `chaguan`, and
`admin/editor.js` turns one into the other. Everything is text there, as it is for us.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from chaguan.load import NAMING_FIELD, Field, parts_of
from chaguan.load.changes import Changes, NotNone
from chaguan.load.event import RecordingType
from chaguan.load.fields import FieldType, ListOf, MapOf, Part
from chaguan.load.links import Picture, Point, Reference, WebAddress
from chaguan.load.offer import CURRENCIES, Currency, MakerType
from chaguan.load.person import JoinsType
from chaguan.load.repeating import PatternDay, Season
from chaguan.load.times import DayOnly, Instant, Moment
from chaguan.load.words import Amount, Choice, Flag, TextByLanguage, Whole
from chaguan.locales import Vocabulary, field_words
from chaguan.model.frozen import dataclass
from chaguan.render.text.localized import language_name
from chaguan.site.urls import SECTIONS

Widget = dict[str, Any]
"""A field's entry in Decap's configuration, ready for JSON."""

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
NTH: Final = ("first", "second", "third", "fourth", "last")
MOMENT: Final = {"widget": "datetime", "format": "YYYY-MM-DD HH:mm"}
"""What the picker shows is written as it is shown: no offset, no zone of the browser's."""
LONG: Final = frozenset({"about", "bio", "description"})
"""Texts of more than a line, in Markdown."""


@dataclass(frozen=True, slots=True)
class WidgetForm:
    """The form for one kind of record."""

    kind: str
    languages: tuple[str, ...]
    """The community's."""
    words: Vocabulary
    """Labels and hints are in its language."""

    def widgets(self, fields: tuple[Field, ...], prefix: str = "") -> Iterator[Widget]:
        """The fields that a form can show, in the order of their definitions."""
        for field in fields:
            path = f"{prefix}{field.name}"
            if field.name == "uid" or isinstance(field.type, Changes):
                continue  # the one is made by itself, the other only by hand
            said = field_words(self.kind, path, self.words.language)
            # What is needed inside of something optional is needed only once that is there.
            is_needed = field.is_required and not prefix
            yield {
                "name": field.name,
                "label": said.label,
                "hint": said.about,
                "required": is_needed,
                **self._of(field.type, path),
            }

    def _of(self, sort: FieldType, path: str) -> Widget:
        match sort:
            case NotNone():
                return self._of(sort.of, path)
            case TextByLanguage():
                return self._words(path)
            case WebAddress():
                return {"widget": "string", "pattern": [r"^https?://\S+$", "https://…"]}
            case Whole():
                return {"widget": "string", "pattern": [r"^[0-9]{1,9}$", "0–999999999"]}
            case Picture():
                return {"widget": "image"}
            case Moment() | Instant() if self.kind == "event":
                return {**MOMENT, "hint": self.words("editor.clock")}
            case Moment() | Instant():
                return dict(MOMENT)
            case DayOnly():
                return {"widget": "datetime", "date_format": "YYYY-MM-DD", "time_format": False}
            case Amount():
                return {"widget": "string", "pattern": [r"^[0-9]{1,12}(\.[0-9]{1,4})?$", "1200.50"]}
            case Currency():
                return _select({each: each for each in sorted(CURRENCIES)})
            case Choice():
                name = path.rpartition(".")[2]
                options = {each.value: self.words.of(name, each.value) for each in sort.of}
                return _select(options)
            case Flag():
                return _select({"true": self.words("editor.yes")})
            case Reference():
                return self._relation(sort.kind)
            case Point():
                return {"widget": "list", "chaguan": "list"}
            case ListOf():
                return {**self._several(sort.item, path), "chaguan": "list"}
            case MapOf():
                return self._map(sort, path)
            case Part():
                inner = list(self.widgets(sort.fields, f"{path}."))
                return {"widget": "object", "collapsed": True, "fields": inner}
            case _:
                return {"widget": "string"}

    def _several(self, item: FieldType, path: str) -> Widget:
        match item:
            case Reference():
                return {**self._relation(item.kind), "multiple": True}
            case PatternDay():
                nth = (f"{nth} {day}" for nth in NTH for day in WEEKDAYS)
                days = (*WEEKDAYS, *nth, *map(str, range(1, 32)), "last day")
                return {**_select({day: day for day in days}), "multiple": True}
            case Season():
                return {**_select({each: each for each in MONTHS + WEEKDAYS}), "multiple": True}
            case Part() | RecordingType() | JoinsType() | MakerType():
                inner = list(self.widgets(parts_of(item), f"{path}."))
                return {"widget": "list", "fields": inner}
            case _:
                return {"widget": "list"}

    def _words(self, path: str) -> Widget:
        widget = "text" if path.rpartition(".")[2] in LONG else "string"
        if len(self.languages) == 1:
            return {"widget": widget}
        inner = [
            {"name": each, "label": language_name(each), "required": False, "widget": widget}
            for each in self.languages
        ]
        return {"widget": "object", "fields": inner, "chaguan": "words"}

    def _relation(self, kind: str) -> Widget:
        name = NAMING_FIELD[kind]
        paths = [f"{name}.{each}" for each in self.languages]
        if len(self.languages) == 1:
            paths = [name]
        return {
            "widget": "relation",
            "collection": SECTIONS[kind],
            "value_field": "{{filename}}",
            "search_fields": paths,
            "display_fields": [f"{{{{{paths[0]}}}}} ({{{{filename}}}})"],
            "options_length": 100,
        }

    def _map(self, sort: MapOf, path: str) -> Widget:
        is_link = isinstance(sort.value, WebAddress)
        key, value = ("key", "value") if is_link else ("role", "people")
        inner: list[Mapping[str, Any]] = [
            {"name": "key", "label": self.words(f"editor.{key}"), "widget": "string"},
            {"name": "value", "label": self.words(f"editor.{value}"), **self._of(sort.value, path)},
        ]
        return {"widget": "list", "fields": inner, "chaguan": "map"}


def _select(options: Mapping[str, str]) -> Widget:
    pairs = [{"label": label, "value": value} for value, label in options.items()]
    return {"widget": "select", "options": pairs}
