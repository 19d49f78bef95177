"""Where links lead, their titles, labels and definitions (CommonMark, 4.7 and 6.3)."""

from __future__ import annotations

import re
from html import unescape
from typing import Final, NamedTuple

PUNCTUATION: Final = r"!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"
"""What a backslash makes literal (spec, 2.4), for a class of a regular expression."""

_ESCAPED: Final = re.compile(rf"\\([{PUNCTUATION}])")

_ENTITY: Final = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")

_POINTED: Final = re.compile(r"<((?:\\.|[^\\<>\n])*)>")

_TITLE: Final = re.compile(
    r'"((?:\\[\s\S]|[^\\"])*)"|' + r"'((?:\\[\s\S]|[^\\'])*)'|" + r"\(((?:\\[\s\S]|[^\\()])*)\)"
)

_SPACE: Final = re.compile(r" *(?:\n *)?")

_LABEL: Final = re.compile(r"\[((?:\\.|[^\\\[\]]){1,999})\]", re.DOTALL)

_BLANK: Final = re.compile(r"\n[ ]*\n")

_REST: Final = re.compile(r" *(?:\n|\Z)")

DEEPEST_BRACKETS: Final = 32
"""Brackets within a destination that is not in `<>`, as the reference implementation has it."""


class Target(NamedTuple):
    """Where a link leads, and what it says when pointed at."""

    address: str
    title: str | None = None


def unescaped(text: str) -> str:
    """`text` with its backslashes and entities read."""
    if "\\" in text or "&" in text:
        parts, at = [], 0
        for found in _ESCAPED.finditer(text):
            parts += [_without_entities(text[at : found.start()]), found.group(1)]
            at = found.end()
        return "".join((*parts, _without_entities(text[at:])))
    return text


def _without_entities(text: str) -> str:
    return _ENTITY.sub(lambda found: unescape(found.group()), text) if "&" in text else text


def normal(label: str) -> str:
    """A label as two are compared: without case, and with any white space as one blank."""
    return " ".join(label.split()).casefold().upper().casefold()


def label_at(text: str, at: int) -> tuple[str, int] | None:
    """The label in brackets at `at`, and where it ends; None where there is none."""
    found = _LABEL.match(text, at)
    if found is None or not found.group(1).strip() or _BLANK.search(found.group(1)):
        return None
    return found.group(1), found.end()


def destination_at(text: str, at: int) -> tuple[str, int] | None:
    """The address at `at` as it is written, and where it ends."""
    if text.startswith("<", at):
        found = _POINTED.match(text, at)
        return (found.group(1), found.end()) if found else None
    depth, position, length = 0, at, len(text)
    while position < length:
        letter = text[position]
        if letter == "\\" and position + 1 < length and not text[position + 1].isspace():
            position += 2
            continue
        if letter <= " " or letter == "\x7f":
            break
        if letter == "(":
            depth += 1
            if depth > DEEPEST_BRACKETS:
                return None
        elif letter == ")":
            if depth == 0:
                break
            depth -= 1
        position += 1
    return (text[at:position], position) if depth == 0 and position > at else None


def target_at(text: str, at: int) -> tuple[Target, int] | None:
    """What stands in round brackets behind the text of a link, and where it ends."""
    position = _space(text, at + 1)
    address, end = "", position
    if not text.startswith(")", position):
        found = destination_at(text, position)
        if found is None:
            return None
        address, end = found
    after = _space(text, end)
    title = None
    if after > end and (quoted := _TITLE.match(text, after)):
        title = _said(quoted)
        if title is None:
            return None
        after = _space(text, quoted.end())
    if not text.startswith(")", after):
        return None
    return Target(unescaped(address), title), after + 1


def definition_at(text: str, at: int) -> tuple[str, Target, int] | None:
    """The definition of a link that begins a line at `at`: its label, where it leads, its end."""
    start = at
    while text.startswith(" ", start):
        start += 1
    label = label_at(text, start)
    if label is None or not text.startswith(":", label[1]):
        return None
    position = _space(text, label[1] + 1)
    found = destination_at(text, position)
    if found is None:
        return None
    address, end = found
    target = Target(unescaped(address))
    plain_end = _REST.match(text, end)
    after = _space(text, end)
    if after > end and (quoted := _TITLE.match(text, after)):
        title, rest = _said(quoted), _REST.match(text, quoted.end())
        if title is not None and rest:
            return normal(label[0]), Target(target.address, title), rest.end()
    return (normal(label[0]), target, plain_end.end()) if plain_end else None


def without_definitions(lines: list[str], found: dict[str, Target]) -> list[str]:
    """A paragraph without the definitions that it begins with, which are added to `found`."""
    if not lines or not lines[0].startswith("["):
        return lines
    text, at = "\n".join(lines), 0
    while text.startswith("[", at) and not text.startswith("[^", at):
        defined = definition_at(text, at)
        if defined is None:
            break
        label, target, at = defined
        found.setdefault(label, target)
    return text[at:].split("\n") if text[at:].strip() else []


def _said(quoted: re.Match[str]) -> str | None:
    """A title without its marks; None where an empty line is in it."""
    title = next(each for each in quoted.groups() if each is not None)
    return None if _BLANK.search(title) else unescaped(title)


def _space(text: str, at: int) -> int:
    """Where white space with at most one line end in it ends."""
    found = _SPACE.match(text, at)
    assert found is not None
    return found.end()
