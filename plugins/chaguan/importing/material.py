"""Material's blog: `.authors.yml`, `.meta.yml`, addresses made of dates and titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from .export import Asked, Clock, Export, OldText
from .front import (
    UnreadableError,
    clock_of,
    document,
    is_true,
    list_in,
    settings_of,
    text_at,
    text_in,
    yaml_values,
)
from .jekyll import person_of
from .plain import line, slug_of, tags_of

CONFIGS: Final = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml")
FORMATS: Final = (
    ("yyyy", "%Y"), ("yy", "%y"), ("MMMM", "%B"), ("MMM", "%b"), ("MM", "%m"), ("dd", "%d"),
)  # fmt: skip
"""Babel's words for parts of a date, as Material's blog takes them."""


def config_of(root: Path) -> Path | None:
    """The configuration of a MkDocs site whose blog is Material's; None where there is none."""
    for name in CONFIGS:
        path = root / name
        if path.is_file() and re.search(
            r"^\s*-?\s*(?:material/)?blog\b|\bblog\b", _text(path), re.M
        ):
            return path
    return None


def _text(path: Path) -> str:
    try:
        return text_at(path)
    except UnreadableError:
        return ""


def _settings(path: Path) -> dict[str, Any]:
    """The configuration, without the tags that name functions of Python's."""
    try:
        text = re.sub(r"!!python/\S+|!ENV\b|!relative\b", "", text_at(path))
        return {key.lower(): value for key, value in yaml_values(text).items()}
    except UnreadableError:
        return settings_of(path)


def _blogs(config: dict[str, Any]) -> Iterator[dict[str, Any]]:
    plugins = config.get("plugins")
    entries = plugins.items() if isinstance(plugins, dict) else []
    for each in plugins if isinstance(plugins, list) else []:
        entries = [*entries, *(each.items() if isinstance(each, dict) else [(each, {})])]
    found = [value for key, value in entries if key in ("blog", "material/blog")]
    yield from (value if isinstance(value, dict) else {} for value in found or [{}])


def read(root: Path, shown: str, asked: Asked) -> Export:
    """What the blogs of the MkDocs site below `root` hold; its other pages stay where they are."""
    path = config_of(root) or root / "mkdocs.yml"
    config = _settings(path)
    docs = root / (text_in(config, "docs_dir") or "docs")
    base = text_in(config, "site_url")
    base = f"{base.rstrip('/')}/" if base.startswith("http") else ""
    theme = config.get("theme")
    export = Export(
        kind="material",
        name=text_in(config, "site_name") or root.resolve().name,
        origin=f"material {base or root.resolve().name}",
        base=base,
        language=text_in(theme, "language") if isinstance(theme, dict) else "",
        root=docs,
        roots=("",),
        feeds=("feed_rss_created.xml",) if "rss" in str(config.get("plugins")) else (),
    )
    beside = set(docs.rglob("*.md"))
    for blog in _blogs(config):
        folder = (text_in(blog, "blog_dir") or "blog").strip("/.")
        posts = (text_in(blog, "post_dir") or "{blog}/posts").replace("{blog}", folder).strip("/")
        authors = (text_in(blog, "authors_file") or "{blog}/.authors.yml").replace("{blog}", folder)
        export.people.extend(_people(docs / authors, authors, export))
        taken = sorted((docs / posts).rglob("*.md"))
        for each in taken:
            _add(each, docs, posts, folder, blog, export, asked)
        beside -= {*taken, *(docs / folder).glob("index.md")}
    if beside:
        export.lose(shown, "other_pages", number=len(beside))
    return export


def _people(path: Path, shown: str, export: Export) -> Iterator[Any]:
    if not path.is_file():
        return
    try:
        values = yaml_values(text_at(path))
    except UnreadableError as failure:
        export.lose(shown, "unreadable", reason=failure)
        return
    inner = values.get("authors", values)
    for key, said in inner.items() if isinstance(inner, dict) else ():
        if isinstance(said, dict):
            yield person_of(key, {each.lower(): value for each, value in said.items()})


def _meta(path: Path, posts: Path) -> dict[str, Any]:
    """What the `.meta.yml` files around a post say for all posts there; the nearest one wins."""
    values: dict[str, Any] = {}
    folders = [each for each in path.parents if each == posts or posts in each.parents]
    for folder in reversed(folders):
        if (folder / ".meta.yml").is_file():
            for key, value in settings_of(folder / ".meta.yml").items():
                both = isinstance(value, list) and isinstance(values.get(key), list)
                values[key] = [*values[key], *value] if both else value
    return values


def _add(
    path: Path,
    docs: Path,
    posts: str,
    folder: str,
    blog: dict[str, Any],
    export: Export,
    asked: Asked,
) -> None:
    where = path.relative_to(docs).as_posix()
    try:
        whole = document(text_at(path))
    except UnreadableError as failure:
        export.lose(where, "unreadable", reason=failure)
        return
    around = _meta(path, docs / posts)
    head = {**around, **whole.head}
    for name in ("tags", "categories", "authors"):
        if isinstance(around.get(name), list) and isinstance(whole.head.get(name), list):
            head[name] = list(dict.fromkeys([*around[name], *whole.head[name]]))
    if is_true(head, "draft"):
        export.lose(where, "not_public", status="draft")
        return
    own = asked.stated_zone or asked.zone
    said = head.get("date")
    dates = said if isinstance(said, dict) else {"created": said or ""}
    clock = clock_of(str(dates.get("created", "")), own, asked.zone)
    if clock is None:
        export.lose(where, "no_date")
        return
    heading = re.search(r"^#\s+(.+?)\s*#*\s*$", whole.body, re.MULTILINE)
    title = text_in(head, "title") or (line(heading[1]) if heading else "")
    title = re.sub(r"[*_`]|\{[^}]*\}\s*$", "", title) or line(path.stem.replace("-", " "))
    body = whole.body
    if heading and not body[: heading.start()].strip():
        body = body[heading.end() :]
    if isinstance(head.get("links"), list):
        export.lose(where, "links_beside", number=len(head["links"]))
    address = _address(path, head, blog, folder, title, clock)
    slug = slug_of(text_in(head, "slug"), path.stem if path.stem != "index" else title, title)
    words = _without_snippets(body, where, export)
    words = re.sub(r"<!--\s*more\s*-->", "<!-- more -->", words, count=1).strip()
    export.add(
        OldText(
            key=where,
            where=where,
            title=title,
            body=words,
            slug=slug,
            date=clock,
            updated=clock_of(str(dates.get("updated", "")), own, asked.zone),
            authors=tuple(list_in(head, "authors")),
            tags=tags_of([*list_in(head, "categories"), *list_in(head, "tags")]),
            summary=text_in(head, "description", "summary"),
            uid=f"{export.base}{address}" if export.base else "",
            address=address,
            names=(f"file:{where}",),
            is_pinned=is_true(head, "pin"),
            folder=path.relative_to(docs).parent.as_posix(),
        )
    )


_SNIPPET: Final = re.compile(r"^[ \t]*-{1,}8<-{1,}[ \t]*(\S.*)$", re.MULTILINE)
"""What another file is put in place of; a pair of such lines names several."""


def _without_snippets(body: str, where: str, export: Export) -> str:
    for each in _SNIPPET.findall(body):
        export.lose(where, "template", seen=f"--8<-- {each}"[:60])
    return _SNIPPET.sub("", body)


def _address(
    path: Path, head: dict[str, Any], blog: dict[str, Any], folder: str, title: str, clock: Clock
) -> str:
    shape = text_in(blog, "post_url_format") or "{date}/{slug}"
    written = text_in(blog, "post_url_date_format") or "yyyy/MM/dd"
    day = clock if type(clock) is date else date(clock.year, clock.month, clock.day)
    for word, code in FORMATS:
        written = written.replace(word, f"{day:{code}}")
    categories = list_in(head, "categories")
    values = {
        "date": written,
        "slug": text_in(head, "slug") or slugify(title),
        "file": path.stem,
        "categories": "/".join(slugify(each) for each in categories[:1]),
    }
    inner = re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], ""), shape).strip("/")
    return re.sub(r"/{2,}", "/", f"{folder}/{inner}/").lstrip("/")


def slugify(words: str) -> str:
    """As pymdownx.slugs.slugify(case=lower), which Material's blog uses by default."""
    plain = unicodedata.normalize("NFC", re.sub(r"<[^>]*>", "", words)).strip().lower()
    plain = "".join(
        each for each in plain if each in "-_ " or unicodedata.category(each)[0] in "LNM"
    )
    return plain.replace(" ", "-")
