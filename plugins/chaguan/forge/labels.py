"""The labels that forms, checks and hosts set, and how a forge's own program makes one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from chaguan.load import FOLDERS

from .issue_form import forms


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


def command(label: Label, forge: str) -> tuple[str, ...]:
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
