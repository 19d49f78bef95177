"""Tags that somebody gave an address or a name in `tags.yml`."""

from __future__ import annotations

import re
import unicodedata

from .frozen import dataclass
from .problem import Position
from .text import ANY, Text, Words, base


@dataclass(frozen=True, slots=True)
class NamedTag:
    """What `tags.yml` says of a tag."""

    tag: str
    position: Position
    slug: str = ""
    """Its address below `/tags/`; empty where its letters make it."""
    name: Text = Text()
    """What readers see in its place."""


class Tag(str):
    """A tag of a record, as it is written there, of which `tags.yml` says more.

    A text like every other tag, so that it is found, sorted and counted with them.
    """

    slug: str
    name: Text

    def __new__(cls, written: str, slug: str = "", name: Text | None = None) -> Tag:
        """`slug` is empty where the letters make it."""
        made = super().__new__(cls, written)
        made.slug, made.name = slug, name or Text()
        return made

    def __repr__(self) -> str:
        """With what else is known of it, since pages are made again where that changes."""
        return f"Tag({str.__repr__(self)}, {self.slug!r}, {self.name!r})"


def shown_tag(tag: str, language: str) -> Words:
    """What readers of a language see of a tag: its name there, else how it is written."""
    name = tag.name.best(language) if isinstance(tag, Tag) else Words("")
    is_theirs = name.language == ANY or base(name.language) == base(language)
    return name if name.text and is_theirs else Words(str(tag))


def tag_form(tag: str) -> str:
    """A tag without what two spellings of one word may differ in."""
    return re.sub(r"[\s_-]+", "", unicodedata.normalize("NFKC", tag)).casefold()
