"""A record under another name: its identity, its old address, and whatever names it, go with it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from chaguan.load import FIELDS_BY_KIND, Loaded, named, page
from chaguan.model import Page, Post, Record
from chaguan.model.frozen import dataclass
from chaguan.site.identity import uid
from chaguan.site.urls import Addresses
from chaguan.source import SourceFile

_FENCE: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)
_TARGET: Final = re.compile(
    r"(?P<before>\]\(<?)(?P<target>[^()\s<>#]+)(?=[#\s)>])"
    r"|(?P<defined>^ {0,8}\[[^\[\]\n]+\]:[ \t]*)(?P<address>[^\s#]+)"
    r"|(?P<attribute>\b(?:src|href)=[\"'])(?P<quoted>[^\"'#\n]+)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a new name changes."""

    moved: Mapping[str, str]
    """New paths by old ones: the record, and its translations."""
    texts: Mapping[str, str]
    """The new text of each file that changes, by its new path."""


def renamed(files: Iterable[SourceFile], loaded: Loaded, old: Record, id: str) -> Renamed:
    """The files as they are once the record `old` is called `id`."""
    settings = loaded.community.settings
    addresses = Addresses(settings.languages)
    texts = {file.path: file.text for file in files if file.text is not None}
    records = [each for each in loaded.community.records() if _is_same(each, old)]
    moved = {each.path: _moved(each.path, old, id) for each in records}
    changed: dict[str, str] = {}
    for path, text in texts.items():
        new = _links(text, path, moved)
        new = _references(new, text, path, loaded, old, id)
        new = _blocks(new, old, id) if ":::" in new else new
        if new != text:
            changed[path] = new
    for each in records:
        has = {field.name for field in FIELDS_BY_KIND.get(each.kind, page.FIELDS)}
        text = changed.get(each.path, texts[each.path])
        language = each.language if isinstance(each, Post | Page) else settings.languages[0]
        alias = addresses.record(each, language).path
        if "aliases" in has:
            text = _with_alias(text, alias, each.path)
        if "uid" in has and not each.uid and not isinstance(each, Page):
            text = _with_line(text, f"uid: {uid(each, settings)}", each.path)
        changed[each.path] = text
    return Renamed(moved, {moved.get(path, path): text for path, text in changed.items()})


def _is_same(one: Record, other: Record) -> bool:
    return one.kind == other.kind and one.id == other.id


def _moved(path: str, old: Record, id: str) -> str:
    """The path with the new name in it, its folder and its endings as they were."""
    folder, slash, name = path.rpartition("/")
    stem = str(old.id).rpartition("/")[2]
    return f"{folder}{slash}{id}{name[len(stem) :]}"


def _links(text: str, path: str, moved: Mapping[str, str]) -> str:
    """Links to what moved, seen from the file that has them."""

    def one(found: re.Match[str]) -> str:
        target = found["target"] or found["address"] or found["quoted"]
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        if whole not in moved:
            return found.group()
        head = found["before"] or found["defined"] or found["attribute"]
        return (
            f"{head}{target[: -len(posixpath.basename(target))]}{posixpath.basename(moved[whole])}"
        )

    return (
        _TARGET.sub(one, text) if any(posixpath.basename(each) in text for each in moved) else text
    )


def _references(new: str, text: str, path: str, loaded: Loaded, old: Record, id: str) -> str:
    """Fields that name the record, where the loader found them; links change no line."""
    spots = {
        (each.position.line, each.position.column)
        for each in loaded.references
        if each.position.path == path and each.kind == old.kind and each.id == old.id
    }
    if not spots:
        return new
    lines = new.split("\n")
    before = text.split("\n")
    for line, column in sorted(spots, reverse=True):
        shift = len(lines[line - 1]) - len(before[line - 1])
        at = column - 1
        seen = lines[line - 1]
        found = re.compile(rf"([\"']?){re.escape(str(old.id))}\1(?=[\s,\]}}:#]|$)").match(seen, at)
        if found is None and shift:
            continue
        if found is not None:
            lines[line - 1] = f"{seen[:at]}{found[1]}{id}{found[1]}{seen[found.end() :]}"
    return "\n".join(lines)


def _blocks(text: str, old: Record, id: str) -> str:
    """Lines of three colons that name it."""
    name = re.escape(str(old.id))
    one = re.compile(rf"^([ \t]*::: *{old.kind} +){name}(?=\s|$)", re.MULTILINE)
    by = re.compile(rf"^([ \t]*:::.*?\b{old.kind}=){name}(?=\s|$)", re.MULTILINE)
    return by.sub(rf"\g<1>{id}", one.sub(rf"\g<1>{id}", text))


def _parts(text: str, path: str) -> tuple[str, str, str]:
    """What is before, in, and behind the fields of a file."""
    if not path.endswith(".md"):
        return "", text if text.endswith("\n") or not text else f"{text}\n", ""
    fences = list(_FENCE.finditer(text))[:2]
    if len(fences) < 2 or fences[0].start() != 0:
        return "---\n", "", f"---\n\n{text}"
    start = fences[0].end() + 1
    return text[:start], text[start : fences[1].start()], text[fences[1].start() :]


def _with_line(text: str, line: str, path: str) -> str:
    before, fields, after = _parts(text, path)
    return f"{before}{fields}{line}\n{after}"


def _with_alias(text: str, alias: str, path: str) -> str:
    """The old address among those that the record had."""
    before, fields, after = _parts(text, path)
    if re.search(rf"^aliases:.*\b{re.escape(alias)}", fields, re.MULTILINE):
        return text
    if re.search(r"^aliases:[ \t]*\[", fields, re.MULTILINE):
        fields = re.sub(r"^(aliases:[ \t]*\[)\s*", rf"\g<1>{alias}, ", fields, count=1, flags=re.M)
        fields = fields.replace(f"[{alias}, ]", f"[{alias}]", 1)
    elif found := re.search(r"^aliases:[ \t]*(?:#.*)?\n([ \t]*)- ", fields, re.MULTILINE):
        at = found.end() - 2
        fields = f"{fields[:at]}- {alias}\n{found[1]}{fields[at:]}"
    elif re.search(r"^aliases:[ \t]*\S", fields, re.MULTILINE):
        fields = re.sub(
            r"^aliases:[ \t]*([^\n#]*?)[ \t]*(?=#|$)", rf"aliases: [{alias}, \g<1>]", fields,
            count=1, flags=re.M,
        )  # fmt: skip
    else:
        fields = f"{fields}aliases: [{alias}]\n"
    return f"{before}{fields}{after}"


def record_at(loaded: Loaded, path: str) -> Record | None:
    """The record in the file at `path`, or that a broken reader would find there."""
    return next((each for each in loaded.community.records() if each.path == path), None)


def unfit(old: Record, id: str, languages: tuple[str, ...]) -> Iterator[str]:
    """Codes that say why no record of that kind can be called `id`."""
    folder = old.path.rpartition("/")[0]
    ending = "md" if isinstance(old, Post | Page) else "yml"
    what = named(f"{folder}/{id}.{ending}".lstrip("/"), languages)
    yield from (each.code for each in what.problems)
    if "/" in id or not id or what.id.rpartition("/")[2] != id:
        yield "ID108"
