"""The forms that people fill in on the forge: as data, as its files, and the labels they set.

Each question names the field that it fills; what the field is, whether it is needed and what
may be chosen come from the definition that reads the files. The same questions make the
committed forms and split the answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from chaguan.authoring.yaml_text import Value, yaml_lines
from chaguan.load import FIELDS_BY_KIND, FOLDERS, Field
from chaguan.load.fields import FieldType, ListOf, MapOf, Part
from chaguan.load.links import Reference
from chaguan.load.words import Choice
from chaguan.locales import SPOKEN, bilingual, field_words, form_words
from chaguan.model.frozen import dataclass
from chaguan.render.text.localized import language_name

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ORDINALS: Final = ("first", "second", "third", "fourth", "last")
ONLY_ASKED: Final = {
    "language": (), "body": (), "credit": (), "page": (), "wrong": (), "right": (),
    "repeat.weekdays": WEEKDAYS, "repeat.nth": ORDINALS,
    "which": (), "day": (), "change": ("cancelled", "postponed", "moved"), "reason": (),
    "moved_to": (), "moved_place": (), "campaign": (), "who": (), "as": (),
    "sign": ("yes",), "leave": ("yes",),
}  # fmt: skip
"""Questions that are no field of a record, and what may be chosen in answer."""
LATER: Final = frozenset({"leave", "sign"})
"""Questions that the forms of older towns do not have: where one is not there, nobody answered."""
LONG: Final = frozenset(
    {"body", "description", "bio", "about", "links", "summary", "wrong", "right"}
)
"""Questions with room for several lines."""

NOTE: Final = "# Written by `chaguan forms`; change the definitions, then run it again.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that a form asks."""

    kind: str
    name: str
    """The dotted name of the field that it fills, or one of `ONLY_ASKED`."""
    field: Field | None = None
    options: tuple[str, ...] = ()
    """What may be chosen, as it is written in files; empty where anything may be typed."""
    is_required: bool = False

    @property
    def label(self) -> str:
        """The heading: `標題 Title`."""
        return " ".join(dict.fromkeys(self._words("label")))

    @property
    def about(self) -> str:
        """What to write there, in both languages."""
        return " / ".join(dict.fromkeys(self._words("about")))

    @property
    def example(self) -> str:
        """What might be typed; empty where a list or a choice is wanted."""
        if self.field is None or self.options or self.is_list or self.is_map or self.refers_to:
            return ""
        example = field_words(self.kind, self.name, SPOKEN[0]).example
        return "" if example.startswith(("[", "{")) else example

    @property
    def choices(self) -> dict[str, str]:
        """Each option as the form shows it, to what is written in files."""
        if self.name == "language":
            return {f"{language_name(option)} {option}": option for option in self.options}
        last = self.name.rpartition(".")[2]
        return {bilingual(f"option.{last}.{option}"): option for option in self.options}

    @property
    def is_long(self) -> bool:
        return self.name in LONG

    @property
    def takes_several(self) -> bool:
        """Several options may be chosen."""
        return self.name == "repeat.weekdays"

    @property
    def type(self) -> FieldType | None:
        """What one answer is, or one of its items where it is a list."""
        type_ = self.field.type if self.field else None
        return type_.item if isinstance(type_, ListOf) else type_

    @property
    def is_list(self) -> bool:
        return self.field is not None and isinstance(self.field.type, ListOf)

    @property
    def is_map(self) -> bool:
        return self.field is not None and isinstance(self.field.type, MapOf)

    @property
    def refers_to(self) -> str:
        """The kind of record that the answer names; empty where it names none."""
        return self.type.kind if isinstance(self.type, Reference) else ""

    def _words(self, which: str) -> Iterator[str]:
        """The form's own words where it asks in another way, else those of the field."""
        for language in SPOKEN:
            own = form_words(f"question.{self.kind}.{self.name}.{which}", language)
            own = own or form_words(f"question.{self.name}.{which}", language)
            yield own or getattr(field_words(self.kind, self.name, language), which)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form."""

    name: str
    kind: str
    """The kind of record that it makes; empty where it makes none."""
    questions: tuple[Question, ...]

    @property
    def label(self) -> str:
        """The label that the forge gives to what is sent in with it."""
        return f"form: {self.name}"

    @property
    def marker(self) -> str:
        """What the title begins with: `[活動 Event]`."""
        return f"[{bilingual(f'form.{self.name}.name')}]"


_EVENT: Final = "start end place location.address location.city online hosts groups kind status"

_EVENT_REST: Final = "capacity cost signup.url signup.until tags summary description credit"

_REPEAT: Final = "repeat.every repeat.interval repeat.weekdays repeat.nth repeat.until"

_PRICE: Final = "price.amount price.currency price.per price_note"

_ORDER: Final = "order.url order.contact_note order.until"

_PICK_UP: Final = "pick_up.place pick_up.days"

_ASKED: Final = {
    "post": "title language authors body summary tags event source.url source.author "
    "source.licence sponsored credit",
    "event": f"title language {_EVENT} {_EVENT_REST}",
    "recurring-event": f"title language {_EVENT} {_REPEAT} {_EVENT_REST}",
    "person": "name pronouns bio links feed place sign credit",
    "place": "name kind about people address city country geo hours links credit",
    "offer": f"title language of about {_PRICE} from until {_ORDER} limit {_PICK_UP} tags credit",
    "join": "campaign who as leave",
    "evening": "which change day reason moved_to moved_place",
    "correction": "page wrong right credit",
}


def forms(languages: tuple[str, ...]) -> tuple[Form, ...]:
    """Every form of a community that writes in `languages`."""
    return tuple(_form(name, asked.split(), languages) for name, asked in _ASKED.items())


def _form(name: str, asked: list[str], languages: tuple[str, ...]) -> Form:
    kind = {"recurring-event": "event", "correction": "", "evening": "", "join": ""}.get(name, name)
    wanted = [each for each in asked if each != "language" or len(languages) > 1]
    return Form(
        name=name, kind=kind, questions=tuple(_question(kind, each, languages) for each in wanted)
    )


def _question(kind: str, name: str, languages: tuple[str, ...]) -> Question:
    if name in ONLY_ASKED:
        options = languages if name == "language" else ONLY_ASKED[name]
        needed = name in ("body", "page", "wrong", "which", "change", "campaign", "who")
        return Question(kind=kind, name=name, options=options, is_required=needed)
    *_, field = parts = tuple(_definitions(kind, name))
    options = tuple(each.value for each in field.type.of) if isinstance(field.type, Choice) else ()
    needed = field.is_required and (len(parts) == 1 or name == "repeat.every")
    return Question(kind=kind, name=name, field=field, options=options, is_required=needed)


def _definitions(kind: str, name: str) -> Iterator[Field]:
    """The definitions along a dotted name; raises KeyError where there is no such field."""
    fields = FIELDS_BY_KIND[kind]
    for part in name.split("."):
        field = {each.name: each for each in fields}[part]
        yield field
        fields = field.type.fields if isinstance(field.type, Part) else ()


def form_text(form: Form) -> str:
    """The file that makes the forge show `form`."""
    lead = "\n\n".join(form_words(f"form.{form.name}.lead", language) for language in SPOKEN)
    body: tuple[Value, ...] = ({"type": "markdown", "attributes": {"value": lead}},)
    whole: dict[str, Value] = {
        "name": bilingual(f"form.{form.name}.name"),
        "description": bilingual(f"form.{form.name}.about", " / "),
        "title": f"{form.marker} ",
        "labels": (form.label,),
        "body": body + tuple(_element(question) for question in form.questions),
    }
    return NOTE + "".join(f"{line}\n" for line, _ in yaml_lines(whole))


def _element(question: Question) -> dict[str, Value]:
    attributes: dict[str, Value] = {"label": question.label, "description": question.about}
    sort = "textarea" if question.is_long else "input"
    if question.options:
        sort = "dropdown"
        attributes["options"] = tuple(question.choices)
        if question.takes_several:
            attributes["multiple"] = True
    elif question.example and not question.is_long:
        attributes["placeholder"] = question.example
    element: dict[str, Value] = {
        "type": sort,
        "id": question.name.replace(".", "-"),
        "attributes": attributes,
    }
    if question.is_required:
        element["validations"] = {"required": True}
    return element


@dataclass(frozen=True, slots=True)
class Label:
    """A word on a pull request or a form."""

    name: str
    colour: str
    """Six hexadecimal digits."""
    about: str


BY_HAND: Final = (
    Label("more than content", "F9D0C4", "A maintainer looks at this"),
    Label("mixed on purpose", "D93F0B", "Content may change together with what builds the site"),
    Label("first contribution", "BFDADC", "Be especially kind"),
    Label("accepted", "0E8A16", "On a form: make it a draft"),
)
"""Those that people set, or that a comment explains."""

PROGRAMS: Final[Mapping[str, str]] = MappingProxyType(
    {"github": "gh", "gitlab": "glab", "forgejo": "tea"}
)
"""The command line of each forge."""


def labels() -> Iterator[Label]:
    """Every label: one for each form, one for each folder, and those set by hand."""
    for form in forms(("en",)):
        yield Label(form.label, "FEF2C0", "Sent in with a form")
    for folder in FOLDERS:
        yield Label(f"content: {folder}", "C2E0C6", f"Touches content/{folder}")
    yield from BY_HAND


def label_command(label: Label, forge: str) -> tuple[str, ...]:
    """What to run to make a label, or to bring it up to date where that is possible."""
    match forge:
        case "gitlab":
            said = ("--name", label.name, "--color", f"#{label.colour}")
            return ("glab", "label", "create", *said, "--description", label.about)
        case "forgejo":
            said = ("--name", label.name, "--color", f"#{label.colour}")
            return ("tea", "labels", "create", *said, "--description", label.about)
    given = (label.name, "--color", label.colour, "--description", label.about)
    return ("gh", "label", "create", *given, "--force")
