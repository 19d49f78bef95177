"""What `tags.yml` says of tags: an address where two would share one, and names by language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly
from functools import cache
from typing import Final

from chaguan.model import NamedTag, Position, Problem, tag_form
from chaguan.model.frozen import dataclass
from chaguan.source import Mapping, Node, Scalar, SourceFile, nodes_of

from .fields import Field, is_absent, read_fields
from .reading import Reading, Surroundings, is_plain
from .words import Line, TextByLanguage

NAME: Final = "tags.yml"
_PLAIN: Final = re.compile(r"[^\W_](?:[\w.+~-]*[\w+~])?")
_NO_PAGE: Final = re.compile(r"index|.*\.(html?|xml|json|ics|gz)")
"""What servers and other computers take for something else than a page's folder."""

_KEY: Final = re.compile(r"tags[\"']?\s*:")
_LINES: Final = re.compile(r"^tags[ \t]*:([^\n]*(?:\n(?:[ \t-][^\n]*)?)*)", re.MULTILINE)
_NOT_PLAIN: Final = re.compile(r"[\\&*!|>{}#%@`?:]")
_ITEM: Final = re.compile(r"\s*-\s+(?P<item>.*)")


@dataclass(frozen=True, slots=True)
class TagSlug:
    """A tag's address below `/tags/`, written as it will stand there."""

    def read(self, node: Node, name: str, reading: Reading) -> str | None:
        line = Line().read(node, name, reading)
        if line is None:
            return None
        folded = unicodedata.normalize("NFKC", line).casefold()
        if line == folded and _PLAIN.fullmatch(line) and not _NO_PAGE.fullmatch(line):
            return line
        guess = re.sub(r"[^\w+~.]+", "-", folded).strip("-._")
        fits = _PLAIN.fullmatch(guess) and not _NO_PAGE.fullmatch(guess)
        reading.error("TG104", node.position, seen=line, near=guess if fits else "")
        return None


FIELDS: Final = (
    Field("slug", TagSlug(), "its address below /tags/", public=True),
    Field("name", TextByLanguage(), "what readers see in its place", public=True),
)


def read(
    file: SourceFile | None, around: Surroundings
) -> tuple[tuple[NamedTag, ...], list[Problem]]:
    """The tags of which the file says something, and what is wrong with it; there may be none."""
    if file is None or file.text is None:
        return (), list(file.problems if file else ())
    node, problems = nodes_of(file.text, file.path)
    reading = Reading(file.path, around, file.is_usual)
    reading.problems.extend((*file.problems, *problems))
    if isinstance(node, Mapping):
        return tuple(_lines(node, reading)), reading.problems
    if node is not None and not is_absent(node):
        reading.error("YA111", node.position)
    return (), reading.problems


def _lines(node: Mapping, reading: Reading) -> Iterator[NamedTag]:
    tags: dict[str, Position] = {}
    slugs: dict[str, str] = {}
    for key, value in node.entries:
        tag = " ".join(unicodedata.normalize("NFC", key.value).split())
        if key.written and not is_plain(key, reading):
            continue
        if (first := tags.setdefault(tag_form(tag), key.position)) != key.position:
            reading.error("TG105", key.position, seen=tag, line=first.line)
            continue
        if not isinstance(value, Mapping):
            if isinstance(value, Scalar) and is_absent(value):
                reading.warning("FD133", key.position, field=tag, example="slug: …")
            else:
                reading.error("FD106", value.position, field=tag, example="slug")
            continue
        values = read_fields(FIELDS, value, reading, prefix=f"{tag}.")
        slug = values.get("slug", "")
        if slug and (other := slugs.setdefault(slug, tag)) != tag:
            position = reading.positions[f"{tag}.slug"]
            reading.error("TG106", position, seen=slug, common=other)
            continue
        yield NamedTag(tag, key.position, **values)


def by_form(tags: tuple[NamedTag, ...]) -> ReadOnly[str, NamedTag]:
    """The same, by what no spelling of a tag changes."""
    return {tag_form(each.tag): each for each in tags}


def tags_in(head: str) -> tuple[str, ...] | None:
    """The tags in a YAML text, and perhaps words that are none; None where only reading it tells.

    What is found is written as the tag would be (see `Tag`).
    """
    if "tags" not in head or not (keys := _KEY.findall(head)):
        return ()
    found = _LINES.findall(head)
    return _tags_in(found[0]) if len(keys) == len(found) == 1 else None


@cache
def _tags_in(value: str) -> tuple[str, ...] | None:
    if _NOT_PLAIN.search(value):
        return None
    items = [_unquoted(item.strip()) for item in _items(value.strip())]
    if None in items:
        return None
    words = (" ".join(unicodedata.normalize("NFC", item).split()) for item in items if item)
    return tuple(dict.fromkeys(words))


def _items(value: str) -> Iterator[str]:
    """The items of a list as they are written; a quotation mark alone where that is unclear."""
    if value.startswith("["):
        yield from value.removeprefix("[").removesuffix("]").split(",")
    elif value.startswith("-"):
        for line in filter(str.strip, value.split("\n")):
            found = _ITEM.fullmatch(line)
            yield found["item"] if found else '"'
    else:
        yield value if "\n" not in value else '"'


def _unquoted(item: str) -> str | None:
    if "[" in item or "]" in item:
        return None
    if item[:1] not in ("'", '"'):
        return item
    inside = item[1:-1]
    is_bare = len(item) > 1 and item[0] == item[-1] and item[0] not in inside
    return inside if is_bare else None
