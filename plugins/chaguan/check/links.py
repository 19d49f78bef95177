"""Whether links between files lead somewhere."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from posixpath import splitext
from typing import Final
from urllib.parse import unquote

from chaguan.load import Guesses, leaves
from chaguan.model import Community, Position, Problem, error, warning

from .headings import Headings
from .prose import texts

_LINK: Final = re.compile(
    r"\[(?<!\\\[)(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\]"
    r"\(\s*(?:<(?P<pointed>[^<>\n]+)>|(?P<target>[^\s()<>]++(?:\([^\s()]*\)[^\s()<>]*+)?+))"
    r"(?!\s+[^\s\"'(])"
)
_SPACED: Final = re.compile(
    r"(?<=\]\()[ \u3000]*(?P<target>(?:[^\s()<>\"'\\]+[ \u3000]+)+[^\s()<>\"']+)[ \u3000]*(?=\))"
)
"""An address with a space in it, which is none."""
_DEFINITION: Final = re.compile(
    r"^ {0,3}\[(?!\^)[^\]]+\]:[ \t]*(?:\n[ \t]*)?(?:<(?P<pointed>[^<>\n]+)>|(?P<target>[^\s<>]+))",
    re.MULTILINE,
)
_HTML: Final = re.compile(
    r"<(?:a|area|img)\b[^<>]*?\s(?:href|src)\s*=\s*"
    r"(?:\"(?P<pointed>[^\"<>\n]+)\"|'?(?P<target>[^\s\"'<>]+))",
    re.IGNORECASE,
)
_BEGUN: Final = re.compile(
    r"(?i)(?:(?P<last>h?tt?ps?)(?:[:;；]?/{1,3}|[:;；]/{0,3}))+"
    r"(?P<rest>[\w-]+(?:\.[\w-]+)+(?:[:/?#].*)?)"
)
_WEB: Final = re.compile(r"(?i)https?://(?!https?[:：;；/])[^/]")
"""How an address of the web begins."""
_FORMS: Final = ((_LINK, "]("), (_DEFINITION, "]:"), (_HTML, "<"))
"""How a link is written, and what a text without one does not hold."""
_PICTURES: Final = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")


def links_lead_somewhere(community: Community, files: frozenset[str]) -> Iterator[Problem]:
    """LK101…LK105: a link to a file that is not there is a dead end for the reader."""
    shelf, headings = _Shelf(files, community), Headings(community)
    for piece in texts(community):
        for found in _SPACED.finditer(piece.plain) if "](" in piece.plain else ():
            fix = f"<{found['target']}>"
            if re.match(r"https?://\s", found["target"]):
                fix = "".join(found["target"].split())
            yield warning("MD113", piece.at(found.start()), seen=(found.group(),), fix=fix)
        for target, at in targets(piece.plain):
            position = piece.at(at)
            if (begun := _BEGUN.fullmatch(target)) and not _WEB.match(target):
                scheme = "http" if begun["last"].lower() == "http" else "https"
                fix = f"{scheme}://{begun['rest']}"
                yield warning("MD115", position, seen=(target,), fix=fix)
                continue
            yield from _dead_end(target, position, shelf)
            yield from headings.missing(target, position)


class _Shelf:
    """The files that links may lead to, and which of them was probably meant."""

    def __init__(self, files: frozenset[str], community: Community) -> None:
        self.files = files
        self._community = community
        self._by_name = {posixpath.basename(file): file for file in sorted(files)}
        self._by_stem = {splitext(name)[0]: name for name in self._by_name}
        self._guesses = Guesses(self._by_name)

    def has(self, path: str) -> bool:
        """Whether `path` is a file, or the folder that MkDocs makes of one."""
        if path in self.files or splitext(path)[1]:
            return path in self.files
        return f"{path}/index.md" in self.files or f"{path}.md" in self.files

    def nearest(self, path: str) -> str:
        """The file with the name most like that of `path`; empty where there is none."""
        name = posixpath.basename(path)
        found = self._guesses.near(name) or self._by_stem.get(name, "")
        return self._by_name.get(found, "") or self.called(name)

    def called(self, name: str) -> str:
        """The file of the one record with that name; empty where there is none, or several."""
        found = self._called.get(_folded(name)) or self._called.get(_folded(splitext(name)[0]))
        return next(iter(found)) if found and len(found) == 1 else ""

    @cached_property
    def _called(self) -> dict[str, set[str]]:
        named: dict[str, set[str]] = {}
        for record in self._community.records():
            for words in record.name.versions:
                named.setdefault(_folded(words.text), set()).add(record.path)
        return named


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def targets(plain: str) -> Iterator[tuple[str, int]]:
    """Where the links and pictures of a text lead, and where that stands; `plain` has no code."""
    for pattern, sign in _FORMS:
        if sign in plain:
            for found in pattern.finditer(plain):
                name = "target" if found["target"] is not None else "pointed"
                yield found[name], found.start(name)


def _dead_end(target: str, position: Position, shelf: _Shelf) -> Iterator[Problem]:
    path, _, _ = target.partition("#")
    path = unquote(path.partition("?")[0])
    folder = posixpath.dirname(position.path)
    if leaves(path, position.path):
        found = shelf.nearest(path.replace("\\", "/"))
        guess = posixpath.relpath(found, folder or ".") if found else ""
        yield error("LK105", position, seen=target, near=guess)
        return
    if not path or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", path):
        return
    if path.startswith("/"):
        exists = path.lstrip("/") in shelf.files
        guess = posixpath.relpath(path.lstrip("/"), folder or ".") if exists else ""
        yield warning("LK103", position, seen=target, near=guess)
        return
    full = posixpath.normpath(posixpath.join(folder, path))
    if shelf.has(full):
        if full.lower().endswith((".heic", ".heif")):
            yield warning("PX121", position, seen=target)
        return
    if web := _as_web_address(path):
        yield warning("LK104", position, seen=target, near=web)
        return
    code = "LK102" if full.lower().endswith(_PICTURES) else "LK101"
    found = shelf.nearest(full.replace("\\", "/"))
    guess = posixpath.relpath(found, folder or ".") if found else ""
    is_named = bool(found) and found == shelf.called(posixpath.basename(full))
    named = {"by": "name"} if is_named else {}  # so that `fix` may rely on it
    yield warning(code, position, seen=target, near=guess, **named)


def _as_web_address(path: str) -> str:
    """What `path` is on the web, if somebody forgot the beginning of an address."""
    plain = unicodedata.normalize("NFKC", path)
    if re.match(r"https?:/", plain):
        return plain
    if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", plain):
        return f"mailto:{plain}"
    if re.match(
        r"(www\.|([\w-]+\.)+(com|org|net|io|dev|edu|gov|eu|tw|de|uk|jp|cn|it)(/|$))", plain
    ):
        return f"https://{plain}"
    return ""
