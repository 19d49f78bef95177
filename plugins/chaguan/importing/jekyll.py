"""Jekyll: `_posts`, `_data/authors.yml`, its permalinks and what Liquid writes into texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .export import Asked, Clock, Export, OldPerson, OldText
from .from_html import markdown
from .front import (
    Document,
    UnreadableError,
    clock_of,
    document,
    is_false,
    is_true,
    list_in,
    settings_of,
    text_at,
    text_in,
    without_title,
    yaml_values,
)
from .jekyll_addresses import addresses_of, collections
from .liquid import liquid, named_files
from .plain import line, report_lost, slug_of, tags_of, without_mail

TEXTS: Final = (".md", ".markdown", ".mkd", ".html", ".htm")
_NAME: Final = re.compile(r"(\d{2,4})-(\d{1,2})-(\d{1,2})-(.+)")
MORE: Final = "<!-- more -->"
OTHERS: Final = frozenset({".textile", ".rst", ".org", ".adoc", ".asciidoc"})
"""What a plug-in of Jekyll's reads, and nobody here."""
PASSED: Final = frozenset({"node_modules", "vendor", "assets", "_site"})
NO_PAGES: Final = frozenset({"404", "readme", "license", "changelog", "contributing", "search"})


def read(root: Path, shown: str, asked: Asked) -> Export:
    """What the site below `root` holds."""
    config = settings_of(root / "_config.yml")
    base = f"{text_in(config, 'url').rstrip('/')}/{text_in(config, 'baseurl').strip('/')}"
    base = f"{base.rstrip('/')}/" if base.startswith("http") else ""
    export = Export(
        kind="jekyll",
        name=text_in(config, "title", "name") or root.resolve().name,
        origin=f"jekyll {base or root.resolve().name}",
        base=base,
        language=text_in(config, "lang", "locale"),
        root=root,
        roots=("",),
        feeds=("feed.xml",),
    )
    own = asked.stated_zone or _zone(text_in(config, "timezone")) or asked.zone
    export.people.extend(_people(root / "_data", export))
    posts = sorted(path for path in root.rglob("_posts/**/*") if path.suffix in TEXTS)
    for path in posts:
        inside = path.relative_to(root).as_posix()
        if not any(part.startswith((".", "_site")) for part in path.relative_to(root).parts):
            _add(path, inside, config, own, export, asked)
    for path in sorted(root.rglob("_drafts/**/*")):
        if path.suffix in TEXTS:
            export.lose(path.relative_to(root).as_posix(), "not_public", status="draft")
    for path in sorted(root.rglob("*")):
        below = path.relative_to(root)
        if path.suffix in OTHERS and "_posts" in below.parts:
            export.lose(below.as_posix(), "other_format", ending=path.suffix)
        elif path.suffix in TEXTS and _is_page(below, config):
            _add(path, below.as_posix(), config, own, export, asked)
    return export


def _is_page(inside: Path, config: dict[str, Any]) -> bool:
    """Whether Jekyll makes a page of a file that is no post: below no folder that it hides."""
    folders = inside.parts[:-1]
    shown = collections(config)
    hidden = [each for each in folders if each.startswith((".", "_")) and each not in shown]
    return not hidden and PASSED.isdisjoint(folders) and inside.stem.lower() not in NO_PAGES


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _people(folder: Path, export: Export) -> Iterator[OldPerson]:
    for name in ("authors.yml", "authors.yaml", "people.yml"):
        path = folder / name
        if not path.is_file():
            continue
        try:
            values = yaml_values(text_at(path))
        except UnreadableError as failure:
            export.lose(f"_data/{name}", "unreadable", reason=failure)
            continue
        for key, said in values.items():
            if isinstance(said, dict):
                yield person_of(key, {each.lower(): value for each, value in said.items()})


def person_of(key: str, said: dict[str, Any]) -> OldPerson:
    """A person from a file of authors; addresses for mail are passed over."""
    name = line(without_mail(text_in(said, "name", "display_name", "title"))[0]) or key
    about = without_mail(text_in(said, "bio", "description", "about"))[0]
    links = [
        (each.title() if each.islower() else each, value)
        for each, value in said.items()
        if isinstance(value, str) and value.startswith(("http://", "https://"))
        if each not in ("avatar", "picture", "image", "photo") and " " not in value
    ]
    return OldPerson(key=key, name=name, about=about, links=tuple(links))


def _add(
    path: Path, inside: str, config: dict[str, Any], own: ZoneInfo, export: Export, asked: Asked
) -> None:
    try:
        whole = document(text_at(path))
    except UnreadableError as failure:
        export.lose(inside, "unreadable", reason=failure)
        return
    named = _NAME.fullmatch(path.stem)
    is_post = "_posts" in Path(inside).parts
    if not is_post and not whole.head:
        return
    if not is_post and path.stem.lower() == "index" and "/" not in inside:
        if whole.body.strip():
            export.lose(inside, "section")
        return
    if is_post and named is None:
        export.lose(inside, "no_date")
        return
    head = _defaults(config, inside, is_post=is_post) | whole.head
    if is_false(head, "published") or is_true(head, "draft"):
        export.lose(inside, "not_public", status="draft")
        return
    clock: Clock | None = clock_of(text_in(head, "date"), own, asked.zone)
    if clock is None and named is not None:
        clock = _day(named)
    if is_post and clock is None:
        export.lose(inside, "no_date")
        return
    name = named[4] if named else path.stem
    address, further = addresses_of(head, config, name, clock, inside, path.suffix)
    words = _body(whole, path.suffix, export, inside)
    words = without_title(words, text_in(head, "title"))
    if not is_post and not words.strip():
        export.lose(inside, "section")
        return
    if separator := text_in(head, "excerpt_separator") or text_in(config, "excerpt_separator"):
        words = words.replace(separator, f"\n\n{MORE}\n\n", 1)
    title = text_in(head, "title") or _heading(words) or line(name.replace("-", " ").capitalize())
    last = address.rstrip("/").rpartition("/")
    export.add(
        OldText(
            key=inside,
            where=inside,
            kind="post" if is_post else "page",
            title=title,
            body=re.sub(r"[ \t]*<!--\s*more\s*-->[ \t]*", f"\n\n{MORE}\n\n", words, count=1),
            language=text_in(head, "lang", "language", "locale"),
            slug=slug_of(text_in(head, "slug"), name, title),
            date=clock,
            updated=clock_of(
                text_in(head, "last_modified_at", "updated", "modified"), own, asked.zone
            ),
            authors=tuple(_authors(head, config)),
            tags=tags_of(_tags(head)),
            summary=text_in(head, "excerpt", "description", "summary"),
            image=_image(head),
            uid=f"{export.base}{last[0].lstrip('/')}/{name}".replace(f"{export.base}/", export.base)
            if export.base and is_post else "",
            address=address,
            further=further,
            names=(f"post:{path.stem}", f"link:{inside}"),
            lines=dict(reversed(named_files(whole.body, whole.line))),
            source=_source(head),
            folder=Path(inside).parent.as_posix(),
        )
    )  # fmt: skip


def _defaults(config: dict[str, Any], inside: str, *, is_post: bool) -> dict[str, Any]:
    """What the configuration says of a file that says nothing itself; the nearer folder wins."""
    said = config.get("defaults")
    found: list[tuple[int, dict[str, Any]]] = []
    for each in said if isinstance(said, list) else []:
        scope, values = (each.get("scope"), each.get("values")) if isinstance(each, dict) else ({}, {})  # fmt: skip # noqa: E501
        if not isinstance(scope, dict) or not isinstance(values, dict):
            continue
        folder, kind = text_in(scope, "path").strip("/"), text_in(scope, "type")
        kinds = ("", "posts") if is_post else ("", "pages", inside.partition("/")[0].lstrip("_"))
        if kind in kinds and (not folder or f"{inside}/".startswith(f"{folder}/")):
            found.append((len(folder), {key.lower(): value for key, value in values.items()}))
    return {k: v for _, one in sorted(found, key=lambda each: each[0]) for k, v in one.items()}


def _tags(head: dict[str, Any]) -> list[str]:
    """Categories and tags; a line of words is several of them."""
    words = [each for name in ("categories", "tags") for each in list_in(head, name, r"\s+")]
    return [*words, *list_in(head, "category"), *list_in(head, "tag")]


def _day(named: re.Match[str]) -> date | None:
    try:
        year = int(named[1])
        return date(year + 2000 if year < 100 else year, int(named[2]), int(named[3]))
    except ValueError:
        return None


def _authors(head: dict[str, Any], config: dict[str, Any]) -> Iterator[str]:
    said = [*list_in(head, "authors", ","), *list_in(head, "author", ",")]
    for values in (head, config):
        author = values.get("author")
        if not said and isinstance(author, dict):
            said = [text_in(author, "name", "display_name", "login")]
        elif not said and isinstance(author, str):
            said = [author]
    for each in said:
        if name := line(without_mail(each)[0]):
            yield name


def _image(head: dict[str, Any]) -> str:
    for name in ("image", "header", "cover", "thumbnail", "feature_image", "cover_image"):
        value = head.get(name)
        if isinstance(value, dict):
            value = next((value[k] for k in ("path", "image", "src", "url") if value.get(k)), "")
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _source(head: dict[str, Any]) -> dict[str, str]:
    address = text_in(head, "canonical_url", "source", "original_url")
    return {"url": address} if address.startswith("http") else {}


def _heading(words: str) -> str:
    found = re.search(r"^#\s+(.+)$", words, re.MULTILINE)
    return line(found[1]) if found else ""


def _body(whole: Document, suffix: str, export: Export, inside: str) -> str:
    lines = [line for _, line in named_files(whole.body, whole.line)]

    def lose(subject: str, **values: object) -> None:
        export.lose(inside, subject, **values)

    def unnamed(name: str, line: int) -> None:
        export.lose(f"{inside}:{line}", "link_lost", seen=name)

    words = liquid(whole.body, lose, lines, unnamed)
    if suffix in (".html", ".htm"):
        report_lost(words, lose)
        return markdown(words)
    words = re.sub(r"^[*+-] .*\n\{:toc\}[ \t]*$", "", words, flags=re.MULTILINE)  # kramdown's marks
    words = re.sub(r"\{::(?:no)?[a-z]+[^}\n]*\}|\{:/[a-z]*\}", "", words)
    words = re.sub(r"^\{:[^}]*\}[ \t]*$\n?", "", words, flags=re.MULTILINE)
    words = re.sub(r"(?<=[^\s])\{:[^}\n]*\}", "", words)
    return words.strip()
