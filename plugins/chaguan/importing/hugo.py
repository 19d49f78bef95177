"""Hugo: YAML, TOML or JSON before the text, bundles, shortcodes, and languages in two ways."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from chaguan.model.frozen import dataclass

from .export import Asked, Clock, Export, OldText
from .from_html import markdown
from .front import (
    Document,
    UnreadableError,
    clock_of,
    document,
    is_true,
    list_in,
    settings_of,
    text_at,
    text_in,
    without_title,
)
from .hugo_addresses import address_of, names_of, old_address
from .hugo_shortcodes import named_pages, plain_words, shortcodes
from .plain import line, report_lost, slug_of, tags_of, without_mail
from .zones import zone_called

CONFIGS: Final = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml", "json")
)
PARTS: Final = frozenset({"languages", "permalinks", "params", "taxonomies"})
READ: Final = frozenset({".md", ".markdown", ".html"})
OTHERS: Final = frozenset({".org", ".adoc", ".asciidoc", ".rst", ".pandoc", ".pdc", ".mdx", ".rmd"})
"""What Hugo can show and nobody here can read."""
MORE: Final = "<!-- more -->"
_MORE: Final = re.compile(r"[ \t]*<!--\s*more\s*-->[ \t]*")


def read(root: Path, shown: str, asked: Asked) -> Export:
    """What the site below `root` holds."""
    config = _config_of(root)
    languages = {
        key: value if isinstance(value, dict) else {}
        for key, value in (config.get("languages") or {}).items()
    }
    first = text_in(config, "defaultcontentlanguage", "languagecode") or next(iter(languages), "")
    base = text_in(config, "baseurl")
    base = f"{base.rstrip('/')}/" if base.startswith("http") else ""
    export = Export(
        kind="hugo",
        name=text_in(config, "title") or urlsplit(base).netloc or root.resolve().name,
        origin=f"hugo {base or root.resolve().name}",
        base=base,
        language=first,
        root=root,
        roots=("static", "assets", ""),
        feeds=("index.xml",),
    )
    content = root / (text_in(config, "contentdir") or "content")
    folders = {
        (root / directory).resolve(): key
        for key, value in languages.items()
        if (directory := text_in({each.lower(): v for each, v in value.items()}, "contentdir"))
    }
    places = {content.resolve(): first} | folders
    site = _Site(root.resolve(), config, tuple(languages), first, export, asked)
    pages: list[_Page] = []
    for place, language in places.items():
        for path in sorted(each for each in place.rglob("*") if each.suffix in READ | OTHERS):
            nested = [each for each in places if each != place and each in path.parents]
            if not any(len(each.parts) > len(place.parts) for each in nested):
                pages.extend(site.page(path, place, language))
    dated = {each.logical: each.clock for each in pages if each.clock is not None}
    for page in pages:
        if page.clock is None:  # a translation without a date has its original's
            page.clock = dated.get(page.logical)
        site.add(page)
    return export


def _config_of(root: Path) -> dict[str, Any]:
    """The configuration, with its parts in files of their own (`config/_default/params.toml`)."""
    config = next((settings_of(root / each) for each in CONFIGS if (root / each).is_file()), {})
    for path in sorted((root / "config" / "_default").glob("*.*")):
        if path.stem in PARTS and path.suffix in (".toml", ".yaml", ".yml", ".json"):
            config.setdefault(path.stem, settings_of(path))
    return config


@dataclass(slots=True)
class _Page:
    """A file that becomes a text."""

    path: Path
    where: str
    whole: Document
    language: str
    stem: str
    logical: str
    """Its path without language and ending."""
    names: tuple[str, ...]
    clock: Clock | None


@dataclass(frozen=True, slots=True)
class _Site:
    """What the texts of a site have in common."""

    root: Path
    config: dict[str, Any]
    languages: tuple[str, ...]
    first: str
    """The language without a name in its addresses."""
    export: Export
    asked: Asked

    def page(self, path: Path, place: Path, language: str) -> Iterator[_Page]:
        """The file at `path`, unless it is no text or not public."""
        inside, where = (path.relative_to(each).as_posix() for each in (place, self.root))
        if path.suffix not in READ:
            self.export.lose(where, "other_format", ending=path.suffix)
            return
        try:
            whole = document(text_at(path))
        except UnreadableError as failure:
            self.export.lose(where, "unreadable", reason=failure)
            return
        spoken = {each.lower() for each in self.languages}
        stem = path.stem
        bare, dot, suffix = stem.rpartition(".")
        if dot and suffix.lower() in spoken:
            stem, language = bare, suffix
        folder = posixpath.dirname(inside)
        parts = folder.split("/") if folder else []
        if parts and parts[0].lower() in spoken:
            language, folder = parts[0], "/".join(parts[1:])
        if stem == "_index" or (stem == "index" and not folder):
            if whole.body.strip():
                self.export.lose(where, "section")
            return
        if status := self._hidden(whole.head):
            self.export.lose(where, "not_public", status=status)
            return
        clock = self._clock(whole.head, "date", "publishdate", "pubdate")
        if clock is None and (found := re.match(r"\d{4}-\d{2}-\d{2}", stem)):
            clock = clock_of(found.group(), self._zone, self.asked.zone)
        logical = folder if stem == "index" else f"{folder}/{stem}".lstrip("/")
        names = tuple(names_of(logical, language, inside))
        yield _Page(path, where, whole, language, stem, logical, names, clock)

    @property
    def _zone(self) -> ZoneInfo:
        return self.asked.stated_zone or zone_called(text_in(self.config, "timezone")) or self.asked.zone  # fmt: skip # noqa: E501

    def _clock(self, head: dict[str, Any], *names: str) -> Clock | None:
        return clock_of(text_in(head, *names), self._zone, self.asked.zone)

    def _hidden(self, head: dict[str, Any]) -> str:
        """Why Hugo does not publish it; empty where it does."""
        if is_true(head, "draft"):
            return "draft"
        expires = self._clock(head, "expirydate")
        if expires is not None and expires.isoformat()[:10] < self.asked.today.isoformat():
            return "expired"
        build = head.get("build") or head.get("_build")
        rendered = str(build.get("render", "")).lower() if isinstance(build, dict) else ""
        return "headless" if is_true(head, "headless") or rendered in ("never", "false") else ""

    def add(self, page: _Page) -> None:
        """Its text, as the export has it."""
        export, config, head = self.export, self.config, page.whole.head
        where, logical, clock = page.where, page.logical, page.clock
        section = logical.partition("/")[0] if "/" in logical else ""
        is_post = bool(section) and clock is not None
        if not is_post and "/" in logical:
            export.lose(where, "no_date_page")
        name = text_in(head, "slug") or logical.rpartition("/")[2]
        language = page.language.lower()
        prefix = "" if language in (self.first.lower(), "") else f"{language}/"
        if config.get("defaultcontentlanguageinsubdir") == "true" and not prefix:
            prefix = f"{language}/"
        address = prefix + address_of(head, config, section, logical, name, clock)
        title = plain_words(text_in(head, "title"), self._lost_in(where)) or line(name.replace("-", " "))  # fmt: skip # noqa: E501
        export.add(
            OldText(
                key=where,
                where=where,
                kind="post" if is_post else "page",
                title=title,
                body=self._body(page, title),
                language=page.language,
                original=text_in(head, "translationkey") or logical,
                slug=slug_of(name, logical.rpartition("/")[2], title),
                date=clock,
                updated=self._clock(head, "lastmod", "updated", "modified"),
                authors=tuple(_authors(head, config)),
                tags=tags_of([each for term in _terms(config) for each in list_in(head, term)]),
                summary=plain_words(text_in(head, "summary", "description"), self._lost_in(where)),
                image=next(iter(list_in(head, "images")), "") or _cover(head),
                uid=f"{export.base}{address}" if export.base and is_post else "",
                address=address,
                further=tuple(old_address(each, address) for each in list_in(head, "aliases")),
                names=page.names,
                lines=dict(reversed(named_pages(page.whole.body, page.whole.line))),
                source={"url": each}
                if (each := text_in(head, "canonical", "canonicalurl")).startswith("http") else {},
                folder=page.path.parent.relative_to(self.root).as_posix(),
            )
        )  # fmt: skip

    def _lost_in(self, where: str) -> Callable[[str], None]:
        """Says which shortcode stood in front matter, and where."""

        def lose(seen: str) -> None:
            lines = (self.root / where).read_text(encoding="utf-8", errors="replace").split("\n")
            at = next((number for number, each in enumerate(lines, 1) if seen in each), 1)
            self.export.lose(f"{where}:{at}", "link_lost", seen=" ".join(seen.split()))

        return lose

    def _body(self, page: _Page, title: str) -> str:
        """The words as Markdown has them."""
        export, where, whole = self.export, page.where, page.whole
        lines = [line for _, line in named_pages(whole.body, whole.line)]

        def unnamed(name: str, line: int) -> None:
            export.lose(f"{where}:{line}", "link_lost", seen=name)

        def lose(subject: str, **values: object) -> None:
            export.lose(where, subject, **values)

        given = {key: value for key, value in whole.head.items() if isinstance(value, str)}
        words = shortcodes(whole.body, lose, given, lines, unnamed)
        if page.path.suffix == ".html":
            report_lost(words, lose)
            words = markdown(words)
        return _MORE.sub(f"\n\n{MORE}\n\n", without_title(words, title), count=1).strip()


def _terms(config: dict[str, Any]) -> Iterator[str]:
    """What a site sorts its texts by: the keys of front matter whose words become tags."""
    own = config.get("taxonomies")
    said = [str(each).lower() for each in own.values()] if isinstance(own, dict) else []
    yield from dict.fromkeys(("categories", "tags", "series", *said))


def _cover(head: dict[str, Any]) -> str:
    for name in ("image", "cover", "featured_image", "featuredimage", "thumbnail"):
        value = head.get(name)
        if isinstance(value, dict):
            value = value.get("image") or value.get("src") or ""
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _authors(head: dict[str, Any], config: dict[str, Any]) -> Iterator[str]:
    parameters = config.get("params")
    everywhere = parameters if isinstance(parameters, dict) else {}
    said = [*list_in(head, "authors"), *list_in(head, "author")]
    for values in (head, everywhere, config):
        author = values.get("author")
        if not said and isinstance(author, dict):
            said = [text_in({k.lower(): v for k, v in author.items()}, "name")]
        elif not said and isinstance(author, str):
            said = [author]
    for each in said:
        if name := line(without_mail(each)[0]):
            yield name
