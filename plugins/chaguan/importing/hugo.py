"""Hugo: YAML, TOML or JSON before the text, bundles, shortcodes, and languages in two ways."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from .export import Asked, Clock, Export, OldText
from .from_html import markdown
from .front import (
    UnreadableError,
    clock_of,
    document,
    is_true,
    list_in,
    settings_of,
    text_at,
    text_in,
)
from .hugo_shortcodes import shortcodes
from .plain import line, slug_of, tags_of, without_mail

CONFIGS: Final = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml", "json")
)
MORE: Final = "<!-- more -->"
_MORE: Final = re.compile(r"[ \t]*<!--\s*more\s*-->[ \t]*")


def read(root: Path, shown: str, asked: Asked) -> Export:
    """What the site below `root` holds."""
    config = next((settings_of(root / each) for each in CONFIGS if (root / each).is_file()), {})
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
    for place, language in places.items():
        for path in sorted(each for each in place.rglob("*") if each.suffix in (".md", ".html")):
            nested = [each for each in places if each != place and each in path.parents]
            if not any(len(each.parts) > len(place.parts) for each in nested):
                _add(path, place, root, language, tuple(languages), first, config, export, asked)
    _date_translations(export)
    return export


def _date_translations(export: Export) -> None:
    """A translation without a date has its original's."""
    dated = {each.original: each.date for each in export.texts if each.kind == "post"}
    for each in export.texts:
        if each.kind == "page" and dated.get(each.original) is not None:
            each.kind, each.date = "post", dated[each.original]
            each.uid = f"{export.base}{each.address}" if export.base else ""
        elif each.kind == "page" and "/" in each.original:
            export.lose(each.where, "no_date_page")


def _add(
    path: Path, place: Path, root: Path, language: str, languages: tuple[str, ...], first: str,
    config: dict[str, Any], export: Export, asked: Asked,
) -> None:  # fmt: skip
    inside = path.relative_to(place).as_posix()
    where = path.relative_to(root.resolve()).as_posix()
    try:
        whole = document(text_at(path))
    except UnreadableError as failure:
        export.lose(where, "unreadable", reason=failure)
        return
    head = whole.head
    stem = path.stem
    bare, dot, suffix = stem.rpartition(".")
    if dot and suffix.lower() in {each.lower() for each in languages}:
        stem, language = bare, suffix
    folder = posixpath.dirname(inside)
    parts = folder.split("/") if folder else []
    if parts and parts[0].lower() in {each.lower() for each in languages}:
        language, parts = parts[0], parts[1:]
        folder = "/".join(parts)
    if stem == "_index" or (stem == "index" and not folder):
        if whole.body.strip():
            export.lose(where, "section")
        return
    if is_true(head, "draft"):
        export.lose(where, "not_public", status="draft")
        return
    own = asked.stated_zone or asked.zone
    clock = clock_of(text_in(head, "date", "publishdate", "pubdate"), own, asked.zone)
    if clock is None and (found := re.match(r"\d{4}-\d{2}-\d{2}", stem)):
        clock = clock_of(found.group(), own, asked.zone)
    logical = folder if stem == "index" else f"{folder}/{stem}".lstrip("/")
    section = logical.partition("/")[0] if "/" in logical else ""
    is_post = bool(section) and clock is not None
    name = text_in(head, "slug") or logical.rpartition("/")[2]
    prefix = "" if language.lower() in (first.lower(), "") else f"{language.lower()}/"
    if config.get("defaultcontentlanguageinsubdir") == "true" and not prefix:
        prefix = f"{language.lower()}/"
    address = prefix + _address(head, config, section, logical, name, clock)
    words = shortcodes(
        whole.body,
        lambda *said, **values: export.lose(where, *said, **values),
        {key: value for key, value in head.items() if isinstance(value, str)},
    )
    if path.suffix == ".html":
        words = markdown(words)
    title = text_in(head, "title") or line(name.replace("-", " "))
    export.texts.append(
        OldText(
            key=where,
            where=where,
            kind="post" if is_post else "page",
            title=title,
            body=_MORE.sub(f"\n\n{MORE}\n\n", words, count=1).strip(),
            language=language,
            original=text_in(head, "translationkey") or logical,
            slug=slug_of(name, logical.rpartition("/")[2], title),
            date=clock,
            updated=clock_of(text_in(head, "lastmod", "updated", "modified"), own, asked.zone),
            authors=tuple(_authors(head, config)),
            tags=tags_of([*list_in(head, "categories"), *list_in(head, "tags")]),
            summary=text_in(head, "summary", "description"),
            image=next(iter(list_in(head, "images")), "") or _cover(head),
            uid=f"{export.base}{address}" if export.base and is_post else "",
            address=address,
            further=tuple(_old(each, address) for each in list_in(head, "aliases")),
            names=tuple(_names(logical, stem, language, path, place)),
            source={"url": each}
            if (each := text_in(head, "canonical", "canonicalurl")).startswith("http") else {},
            folder=path.parent.relative_to(root.resolve()).as_posix(),
        )
    )  # fmt: skip


def _old(alias: str, address: str) -> str:
    """An alias without a slash at its beginning is beside the page."""
    if alias.startswith("/"):
        return alias.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(address.rstrip("/")), alias))


def _names(logical: str, stem: str, language: str, path: Path, place: Path) -> Iterator[str]:
    """What `ref` may call a page."""
    inside = path.relative_to(place).as_posix()
    for each in dict.fromkeys((inside, logical, f"{logical}.md", f"{logical}/index.md")):
        yield f"ref:{each.lower()}:{language.lower()}"
        yield f"ref:{each.lower()}"
        yield f"ref:{posixpath.basename(each).lower()}:{language.lower()}"
        yield f"ref:{posixpath.basename(each).lower()}"


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


def _address(
    head: dict[str, Any], config: dict[str, Any], section: str, logical: str, name: str,
    clock: Clock | None,
) -> str:  # fmt: skip
    """Where a text was, from the root of its language."""
    if stated := text_in(head, "url"):
        return stated.lstrip("/")
    shapes = config.get("permalinks")
    shape = ""
    if isinstance(shapes, dict):
        nested = shapes.get("page")
        shapes = {**shapes, **nested} if isinstance(nested, dict) else shapes
        shape = str(shapes.get(section) or "")
    if not shape:
        folder = posixpath.dirname(logical)
        return f"{folder}/{name}/".lstrip("/").lower().replace(" ", "-")
    moment = clock or date(1970, 1, 1)
    titled = re.sub(r"[^\w]+", "-", text_in(head, "title").lower()).strip("-") or name
    values = {
        "year": f"{moment:%Y}", "month": f"{moment:%m}", "day": f"{moment:%d}",
        "monthname": f"{moment:%B}".lower(), "yearday": str(moment.timetuple().tm_yday),
        "section": section, "sections": posixpath.dirname(logical),
        "slug": text_in(head, "slug") or titled,
        "slugorfilename": name, "slugorcontentbasename": name, "title": titled,
        "filename": logical.rpartition("/")[2], "contentbasename": logical.rpartition("/")[2],
        "hour": f"{moment:%H}" if isinstance(moment, datetime) else "00",
    }  # fmt: skip
    address = re.sub(r":([a-z]+)(?:\[[^\]]*\])?", lambda found: values.get(found[1], ""), shape)
    address = re.sub(r"/{2,}", "/", address).strip("/")
    return address if address.endswith((".html", ".htm")) else f"{address}/"
