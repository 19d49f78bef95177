"""What a file's path says of the record in it: kind, id and language; and an id from any title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count
from typing import Final, NamedTuple

from anyascii import anyascii

from chaguan.model import PLURALS, Position, Problem, RecordId, error, warning
from chaguan.source import called, invisible, mixed

from .other_words import language as language_called
from .reading import near

FOLDERS: Final = {plural: kind for kind, plural in PLURALS.items() if kind != "page"}
"""The kind of what is in each folder."""
NOTHING: Final = "none"
"""What takes away the place that a series has, and so the name of no record."""
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d|index|.*\.(html?|xml|json|ics|gz))")
_SUSPECT = re.compile(r"[\x00-\x20<>:\"'`|?*\\%#&;{}]")
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])[ ]*(\..*)?")
"""What Windows takes for a device in any folder, whatever its ending."""
_PLAIN = re.compile(r"[a-z0-9]+([._-]+[a-z0-9]+)*")
_NAME = r"(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:[/.]|$))[a-z0-9]+(?:[_-][a-z0-9]+)*"
_ORDINARY = re.compile(rf"(?:{_NAME}/)+(?!index\.){_NAME}\.(?:md|yml|yaml)")
"""As nearly all paths are: nothing has to be looked for in them."""
_SUFFIX = re.compile(r"[a-z]{2,3}([-_][A-Za-z]{4})?([-_][A-Z]{2})?")
_UNDERSCORED = re.compile(r"(?P<bare>[a-z0-9-]+)_(?P<language>[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)")

LONGEST: Final = 40
"""Characters; an address has to fit on a poster."""
_IDEOGRAPH: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class Named(NamedTuple):
    """What a path says."""

    kind: str
    """Empty for a file that is no record."""
    id: RecordId
    language: str
    problems: tuple[Problem, ...] = ()


def named(path: str, languages: tuple[str, ...]) -> Named:
    """The kind, id and language of the record at `path`, and what is wrong with the name."""
    folder, _, rest = path.partition("/")
    kind = FOLDERS.get(folder, "") if rest else ""
    stem, _, suffix = path.rpartition("/")[2].rpartition(".")
    if suffix not in ("md", "yml", "yaml"):
        return Named("", RecordId(stem), languages[0])
    if suffix == "md" and kind in ("", "post"):
        return _markdown(path, kind or "page", stem, languages)
    if suffix != "md" and kind not in ("", "post"):
        bare, _, language = stem.rpartition(".")
        if bare and language in languages:
            problem = error("ID110", Position(path), seen=language, near=f"{bare}.{suffix}")
            return Named("", RecordId(stem), "", (problem,))
        return Named(kind, RecordId(stem), "", _name_problems(path, stem))
    if not kind:
        guess = near(folder, (*FOLDERS, *FOLDERS.values())) if rest else ""
        meant = {each: where for where, each in FOLDERS.items()}.get(guess, guess)
        lost = (
            (warning("ID111", Position(path), seen=f"{folder}/", near=f"{meant}/"),)
            if meant
            else ()
        )
        return Named("", RecordId(stem), "", lost)
    wanted = "md" if kind == "post" else "yml"
    problem = error("ID104", Position(path), kind=kind, wanted=wanted, seen=suffix)
    return Named("", RecordId(stem), "", (problem,))


def _markdown(path: str, kind: str, stem: str, languages: tuple[str, ...]) -> Named:
    default = languages[0]
    glued = _UNDERSCORED.fullmatch(stem) if kind == "post" else None
    if glued and (meant := language_called(glued["language"], languages)):
        return _of_language(path, glued["bare"], glued["language"], meant, languages)
    bare, dot, suffix = stem.rpartition(".")
    id = bare if dot and suffix in languages else stem
    language = suffix if id == bare and dot else default
    problems: tuple[Problem, ...] = ()
    if kind == "post":
        problems = _name_problems(path, id)
    elif stem != "index" and _RESERVED.fullmatch(stem):
        problems = (error("ID107", Position(path), seen=stem),)
    else:
        problems = portable(path)
    if dot and id == stem and _SUFFIX.fullmatch(suffix):
        if meant := language_called(suffix, languages):
            return _of_language(path, bare, suffix, meant, languages)
        guess = near(suffix, languages)
        problems = (error("ID105", Position(path), seen=suffix, known=languages, near=guess),)
    elif dot and suffix == default and id == bare:
        problems = (*problems, warning("ID106", Position(path), seen=suffix, near=f"{bare}.md"))
    if kind == "page":  # two pages in different folders may share a name
        id = f"{path.rpartition('/')[0]}/{id}".lstrip("/")
    return Named(kind, RecordId(id), language, problems)


def _of_language(path: str, bare: str, seen: str, meant: str, languages: tuple[str, ...]) -> Named:
    """A file whose name says its language otherwise than the community does."""
    name = f"{bare}.md" if meant == languages[0] else f"{bare}.{meant}.md"
    problem = error("ID120", Position(path), seen=seen, known=meant, fix=name)
    return Named("", RecordId(bare), "", (problem,))


def portable(path: str) -> tuple[Problem, ...]:
    """What is wrong with the name of any file: on other computers it is another, or none."""
    for offset in (*invisible(path), *(offset for offset, _ in mixed(path))):
        return (_unfit(path, offset),)
    for name in path.split("/"):
        if _DEVICE.fullmatch(name) or name.endswith((".", " ")) or name.startswith(" "):
            return (error("ID112", Position(path), seen=name),)
    return ()


def _unfit(path: str, offset: int) -> Problem:
    return error("ID102", Position(path), character=called(path[offset]), number=offset + 1)


def _name_problems(path: str, stem: str) -> tuple[Problem, ...]:
    if stem == NOTHING:
        return (error("ID107", Position(path), seen=stem),)
    if _ORDINARY.fullmatch(path) or "\ufffd" in path:  # no text, which has been told
        return ()
    here = Position(path)
    if found := _SUSPECT.search(path):
        plain = re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-")
        is_plain = stem.isascii() and plain and not _SUSPECT.search(path.rpartition("/")[0])
        if is_plain and re.fullmatch(r"[A-Za-z0-9 ()_-]+", stem):
            return (error("ID121", here, seen=stem, fix=plain),)
        return (_unfit(path, found.start()),)
    if not _RESERVED.fullmatch(stem) and (problems := portable(path)):
        return problems
    if _RESERVED.fullmatch(stem):
        return (error("ID107", here, seen=stem),)
    if not _PLAIN.fullmatch(stem):
        near = re.sub(r"[-\s_]+", "-", stem.casefold()).strip("-")
        if stem.isascii() and _PLAIN.fullmatch(near):
            return (warning("ID121", here, seen=stem, fix=near),)
        return (warning("ID108", here, seen=stem, near=plain_id(stem)),)
    return ()


def plain_id(title: str) -> str:
    """`title` in ASCII, a syllable for each 漢字; empty where nothing of it can be said.

    `春茶會` becomes `chun-cha-hui`, `Café Ångström` becomes `cafe-angstrom`.
    """
    composed = unicodedata.normalize("NFKC", title)
    spelled = _IDEOGRAPH.sub(lambda found: f" {anyascii(found.group())} ", composed)
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", anyascii(spelled)).lower())
    id = ""
    for word in words:
        longer = f"{id}-{word}" if id else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        id = longer
    return id


def free(id: str, taken: Container[str]) -> str:
    """`id`, else `id-2`, else `id-3`: the first that is not taken."""
    if id not in taken:
        return id
    return next(each for number in count(2) if (each := f"{id}-{number}") not in taken)
