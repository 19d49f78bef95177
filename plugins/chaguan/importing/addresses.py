"""Where an old site's pages were and are now: links between them, aliases, the host's table."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from chaguan.load.links import OldAddress
from chaguan.load.naming import plain_id
from chaguan.load.reading import Reading, Surroundings
from chaguan.locales.words import imported
from chaguan.model import Position
from chaguan.source import Scalar
from chaguan.source.markdown_code import code_blocks

from .export import Export
from .mentions import INLINE_CODE

SCHEMES: Final = ("post:", "link:", "ref:", "file:")
"""By which a reader of exports names another record of the same export."""
_TARGET: Final = re.compile(
    r"(?P<before>\]\()(?P<target><[^<>\n]+>|[^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)*)"
    r"(?P<after>(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\))"
    r"|(?P<attribute>\b(?:src|href)=[\"'])(?P<quoted>[^\"'\n]+)(?=[\"'])"
    r"|^(?P<defined> {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*)(?P<address>\S+)",
    re.MULTILINE,
)
_NAME: Final = r"(?:post|link|ref|file|attachment):"
_UNRESOLVED: Final = re.compile(
    rf"!?\[(?P<words>[^\[\]]*)\]\(<?(?P<called>{_NAME}[^)\s>]*)>?\)"
    rf"|(?P<attribute>\bhref=[\"'])(?P<quoted>{_NAME}[^\"'\n]*)(?=[\"'])"
    rf"|^(?P<defined> {{0,3}}\[[^\[\]\n]+\]:[ \t]*<?)(?P<address>{_NAME}[^\s>]*)",
    re.MULTILINE,
)
"""Where a text leads to a record by a name that nothing has."""


@dataclass(slots=True)
class OldSite:
    """An old site's root, and where each of its pages went."""

    base: str
    """With a slash at its end; empty where nobody knows."""
    new_base: str = ""
    """The new site's, where known."""
    pages: dict[str, str] = field(default_factory=dict)
    """New files by every old name."""
    titles: dict[str, str] = field(default_factory=dict)
    """What stands above each new file."""
    table: list[tuple[str, str]] = field(default_factory=list)
    """Old addresses that a host must lead on, and where to: paths from the roots."""
    _aliases: set[str] = field(default_factory=set)

    def path_of(self, address: str) -> str | None:
        """An address below the old root, without it; None for what is elsewhere."""
        parts = urlsplit(address)
        root = urlsplit(self.base)
        if parts.scheme in ("http", "https") or address.startswith("//"):
            if not self.base or _host(parts.netloc) != _host(root.netloc):
                return None
        elif parts.scheme:
            return None
        path = unquote(parts.path)
        if root.path != "/" and (path + "/").startswith(root.path or "/"):
            path = path[len(root.path) :] if len(path) >= len(root.path) else ""
        query = f"?{parts.query}" if parts.query else ""
        return f"{path.lstrip('/')}{query}"

    def known(self, names: Iterable[str], file: str, title: str) -> None:
        """Remember under which names a new file was known."""
        self.titles[file] = title
        for name in names:
            if name.startswith(SCHEMES):
                self.pages.setdefault(name, file)
            elif name and (path := self.path_of(name)) is not None and path:
                self.pages.setdefault(_key(path), file)

    def found(self, target: str, beside: str = "") -> str | None:
        """The new file that an old link led to; `beside` is the address it was written at."""
        if target.startswith(SCHEMES):
            return self.pages.get(target)
        path = self.path_of(target)
        if path is None:
            return None
        is_relative = not target.startswith("/") and "://" not in target
        if is_relative and not path.startswith("?"):
            path = posixpath.normpath(posixpath.join(beside, path)).lstrip("./")
        return self.pages.get(_key(path)) if path else None

    def aliases(self, addresses: Iterable[str], new: str) -> tuple[str, ...]:
        """The old addresses that the new page at `new` can have; the rest goes into the table."""
        found = []
        for address in dict.fromkeys(addresses):
            path = self.path_of(address) if address else None
            if not path:
                continue
            path = self._same_host(path)
            alias = None if "?" in path else _alias(path)
            if alias is None:
                self.table.append((f"/{path}", f"/{new}"))
            elif alias != new and alias not in self._aliases:
                self._aliases.add(alias)
                found.append(alias)
        return tuple(found)

    def _same_host(self, path: str) -> str:
        """Below a folder of the same host, that folder stays part of the address."""
        old, new = urlsplit(self.base), urlsplit(self.new_base)
        if not self.base or _host(old.netloc) != _host(new.netloc):
            return path
        whole = f"{old.path}{path}"
        return whole[len(new.path) :].lstrip("/") if whole.startswith(new.path) else path


def _host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.").partition(":")[0]


def _key(path: str) -> str:
    path, _, query = path.partition("?")
    path = path.removesuffix("index.html").strip("/").lower()
    return f"{path}?{query}" if query else path


def _alias(path: str) -> str | None:
    reading = Reading("", Surroundings())
    alias = OldAddress().read(Scalar(path, Position(""), is_quoted=True), "aliases", reading)
    return alias if alias and not reading.problems else None


def relative(target: str, source: str) -> str:
    """The path of one file seen from another; both below the content folder."""
    path = posixpath.relpath(target, posixpath.dirname(source) or ".")
    return path.replace(" ", "%20")


def rewritten(text: str, target_of: Callable[[str], str | None]) -> str:
    """Markdown with the targets of its links and pictures changed, but in code.

    `target_of` gives the new target, or None to leave it.
    """
    parts, at = [], 0
    for start, end in code_blocks(text):
        parts += [_links(text[at:start], target_of), text[start:end]]
        at = end
    return "".join((*parts, _links(text[at:], target_of)))


def _links(text: str, target_of: Callable[[str], str | None]) -> str:
    spans = [found.span() for found in INLINE_CODE.finditer(text)]

    def one(found: re.Match[str]) -> str:
        if any(start <= found.start() < end for start, end in spans):
            return found.group()
        old = found["target"] or found["quoted"] or found["address"]
        new = target_of(old.strip("<>"))
        if new is None:
            return found.group()
        if found["before"]:
            shown = f"<{new}>" if re.search(r"[\s()]", new) else new
            return f"{found['before']}{shown}{found['after']}"
        return f"{found['attribute'] or found['defined']}{new}"

    return _TARGET.sub(one, text)


def unlinked(text: str, lose: Callable[[str, str], None]) -> str:
    """Links by names that nothing has are their words, or that name.

    `lose` hears the name, and what stood there.
    """

    def one(found: re.Match[str]) -> str:
        whole = found["called"] or found["quoted"] or found["address"]
        called, name = whole.partition("#")[0], whole.partition(":")[2]
        if before := found["attribute"] or found["defined"]:
            lose(called, found.group())
            return f"{before}#"
        lose(called, found.group() if found["words"] else name)
        return found["words"] or ("" if called.startswith("attachment:") else name)

    return _UNRESOLVED.sub(one, text)


def named(text: str, titles: Mapping[str, str]) -> str:
    """Links without words have the title of what they lead to."""

    def one(found: re.Match[str]) -> str:
        title = titles.get(found["target"])
        return found.group() if title is None else f"[{_signs(title)}]({found['target']})"

    return re.sub(r"(?<!!)\[\]\((?P<target>[^()\s]+)\)", one, text)


def _signs(title: str) -> str:
    return re.sub(r"([\\`*_\[\]<])", r"\\\1", title)


def redirects(table: Iterable[tuple[str, str]]) -> str:
    """The table for hosts that read `_redirects` beside `index.html`."""
    lines = []
    for old, new in table:
        path, _, query = old.partition("?")
        given = " ".join(query.split("&")) if query else ""
        lines.append(f"{path}  {given}  {new}  301" if given else f"{path}  {new}  301")
    return "".join(f"{line}\n" for line in dict.fromkeys(lines))


def nginx_map(table: Iterable[tuple[str, str]]) -> str:
    """The same for nginx, by the whole of what is asked for."""
    lines = dict.fromkeys(f"    {_quoted(old)} {_quoted(new)};" for old, new in table)
    inner = "\n".join(lines)
    return (
        f"map $request_uri $moved {{\n{inner}\n}}\n"
        "# and in the server block:\n# if ($moved) { return 301 $moved; }\n"
    )


def _quoted(path: str) -> str:
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"').replace("$", "") + '"'


ROOM = "moved"


def host_files(
    export: Export, table: Sequence[tuple[str, str]], site_url: str, languages: Sequence[str]
) -> dict[str, str]:
    """Files for the repository, beside the content folder, by path."""
    folder = f"{ROOM}/{plain_id(export.origin) or export.kind}"
    files = {}
    feeds = [(f"/{each}", "/rss.xml") for each in export.feeds if each.endswith("/")]
    known: dict[str, str] = {}
    for old, new in (*(feeds if export.texts else ()), *table):
        known.setdefault(old, new)  # a server refuses a table that has an address twice
    table = list(known.items())
    if table:
        files[f"{folder}/_redirects"] = redirects(table)
        files[f"{folder}/nginx.conf"] = nginx_map(table)
    if export.platform and export.events:
        address = f"{site_url or 'https://YOUR-ADDRESS/'}events.ics"
        told = (
            imported("followers_text", {"name": export.name, "address": address}, language)
            for language in dict.fromkeys(languages)
        )
        files[f"{folder}/to-followers.md"] = "\n\n".join(told) + "\n"
    return files
