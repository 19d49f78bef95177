"""Whether links lead somewhere: to a file of the community, and to a heading in it."""

from __future__ import annotations

import os.path
import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from html import unescape
from pathlib import Path
from posixpath import splitext
from typing import Final
from urllib.parse import unquote

from chaguan.load import Guesses, Prose, leaves, near
from chaguan.markdown.converter import html_of
from chaguan.markdown.repairs import LONGEST
from chaguan.model import Community, Page, Position, Post, Problem, error, warning
from chaguan.source import tangle

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

_NAMED: Final = re.compile(r"<[a-z][^<>]*?\s(?:id|name)=\"([^\"]+)\"", re.IGNORECASE)
_OF_THE_PAGE: Final = ("top", "__")
"""What every page has, and what the theme gives."""


def links_lead_somewhere(
    pieces: Iterable[Prose], files: frozenset[str], headings: Headings
) -> Iterator[Problem]:
    """LK101…LK105: a link to a file that is not there is a dead end for the reader."""
    shelf = headings.beside(files)
    for piece in pieces:
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


class _Files:
    """The files that links may lead to, and which of them was probably meant."""

    def __init__(self, files: frozenset[str], community: Community) -> None:
        self.files = files
        self._community = community

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
    def _by_name(self) -> dict[str, str]:
        return {posixpath.basename(file): file for file in sorted(self.files)}

    @cached_property
    def _by_stem(self) -> dict[str, str]:
        return {splitext(name)[0]: name for name in self._by_name}

    @cached_property
    def _guesses(self) -> Guesses:
        return Guesses(self._by_name)

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


def _dead_end(target: str, position: Position, shelf: _Files) -> Iterator[Problem]:
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


class Headings:
    """The anchors of each text, looked for once a link names one."""

    def __init__(self, community: Community) -> None:
        self._community = community
        self._files: _Files | None = None
        self.looked_into: dict[str, set[str]] = defaultdict(set)
        """By the paths of texts, the other files of which headings were looked for."""

    @cached_property
    def _texts(self) -> dict[str, Post | Page]:
        written: tuple[Post | Page, ...] = (*self._community.posts, *self._community.pages)
        return {each.path: each for each in written}

    def beside(self, files: frozenset[str]) -> _Files:
        """The files of the texts' links, for all that are looked at."""
        if self._files is None or self._files.files is not files:
            self._files = _Files(files, self._community)
        return self._files

    def missing(self, target: str, position: Position) -> Iterator[Problem]:
        """MD108: a link to a heading that is not there leads to the top of the page."""
        path, _, anchor = target.partition("#")
        anchor = unquote(anchor)
        if not anchor or anchor.startswith(_OF_THE_PAGE) or ":" in path:
            return
        folder = posixpath.dirname(position.path)
        full = posixpath.normpath(posixpath.join(folder, unquote(path))) if path else position.path
        if full != position.path:
            self.looked_into[position.path].add(full)
        record = self._texts.get(full)
        text = record.body if record is not None else None
        if text is None or len(text) > LONGEST or tangle(text) is not None:
            return
        known = _anchors(text)
        if anchor not in known:
            values = {"seen": f"#{anchor}", "near": near(anchor, known), "path": full}
            yield warning("MD108", position, **values)


@lru_cache(maxsize=64)
def _anchors(text: str) -> tuple[str, ...]:
    """What in a text a link can lead to: its headings, and what has an id."""
    return tuple(dict.fromkeys(map(unescape, _NAMED.findall(html_of(text)))))


def without_neighbours(
    problems: Iterable[Problem], content: Path, docs: Path | None
) -> tuple[Problem, ...]:
    """`problems`, but LK105 of links to a file of the site around, whose pages are in `docs`."""
    if docs is None:
        return tuple(problems)
    return tuple(
        each for each in problems if each.code != "LK105" or not _is_there(each, content, docs)
    )


def _is_there(problem: Problem, content: Path, docs: Path) -> bool:
    path = unquote(problem.values["seen"].partition("#")[0].partition("?")[0])
    where = os.path.normpath(content.resolve() / problem.position.path / ".." / path)
    return Path(where).is_relative_to(docs.resolve()) and Path(where).is_file()
