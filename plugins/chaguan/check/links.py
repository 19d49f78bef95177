"""Whether links between files lead somewhere."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from chaguan.load import near
from chaguan.model import Community, Page, Post, Problem, Record, Spot, Text, warning

_CODE: Final = re.compile(
    r"^(?P<fence>[ \t>]*(?:```+|~~~+)).*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?-->",
    re.MULTILINE | re.DOTALL,
)
_LINK: Final = re.compile(
    r"\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\]"
    r"\(\s*<?(?P<target>[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)?)"
)
_DEFINITION: Final = re.compile(
    r"^ {0,3}\[(?!\^)[^\]]+\]:[ \t]+<?(?P<target>[^\s>]+)", re.MULTILINE
)
_PICTURES: Final = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")


def links_lead_somewhere(community: Community, files: frozenset[str]) -> Iterator[Problem]:
    """LK101, LK102, LK103: a link to a file that is not there is a dead end for the reader."""
    written: tuple[Post | Page, ...] = (*community.posts, *community.pages)
    for record in written:
        for target, line, column in targets(record.body):
            spot = Spot(record.path, line + record.body_line - 1, column)
            yield from _dead_end(target, spot, files)
    for described, name, text in _texts(community):
        for words in text.versions:
            spot = described.spot(f"{name}.{words.language}")
            for target, _, _ in targets(words.text):
                yield from _dead_end(target, spot, files)


def _texts(community: Community) -> Iterator[tuple[Record, str, Text]]:
    """The Markdown in YAML files."""
    for event in community.events.values():
        yield event, "description", event.description
    for person in community.people.values():
        yield person, "bio", person.bio
    for kind in (community.groups, community.places, community.scenes):
        for record in kind.values():
            yield record, "about", record.about


def targets(markdown: str) -> Iterator[tuple[str, int, int]]:
    """Where the links and pictures of a text lead, with line and column; not those in code."""
    plain = _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), markdown)
    for pattern in (_LINK, _DEFINITION):
        for found in pattern.finditer(plain):
            at = found.start("target")
            line = plain.count("\n", 0, at) + 1
            yield found["target"], line, at - plain.rfind("\n", 0, at)


def _dead_end(target: str, spot: Spot, files: frozenset[str]) -> Iterator[Problem]:
    path, _, _ = target.partition("#")
    path = unquote(path.partition("?")[0])
    if not path or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", path):
        return
    if path.startswith("/"):
        guess = posixpath.relpath(path.lstrip("/"), posixpath.dirname(spot.path) or ".")
        exists = path.lstrip("/") in files
        yield warning("LK103", spot, seen=target, near=guess if exists else "")
        return
    full = posixpath.normpath(posixpath.join(posixpath.dirname(spot.path), path))
    if full in files or (not posixpath.splitext(full)[1] and _is_folder(full, files)):
        return
    if web := _as_web_address(path):
        yield warning("LK104", spot, seen=target, near=web)
        return
    code = "LK102" if full.lower().endswith(_PICTURES) else "LK101"
    yield warning(code, spot, seen=target, near=_guess(full, spot, files))


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


def _is_folder(path: str, files: frozenset[str]) -> bool:
    return any(f"{path}/index.md" == file or f"{path}.md" == file for file in files)


def _guess(path: str, spot: Spot, files: frozenset[str]) -> str:
    """The file that was probably meant, as a link from `spot`."""
    name = posixpath.basename(path)
    ending = posixpath.splitext(name)[1]
    alike = (file for file in sorted(files) if not ending or file.endswith(ending))
    by_name = {posixpath.basename(file): file for file in alike}
    stems = {posixpath.splitext(base)[0]: base for base in by_name}
    found = near(name, by_name) or stems.get(name, "")
    if not found:
        return ""
    return posixpath.relpath(by_name[found], posixpath.dirname(spot.path) or ".")
