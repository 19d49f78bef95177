"""Jekyll: `_posts`, `_data/authors.yml`, its permalinks and what Liquid writes into texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
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
    yaml_values,
)
from .liquid import liquid
from .plain import line, slug_of, tags_of, without_mail

TEXTS: Final = (".md", ".markdown", ".mkd", ".html", ".htm")
_NAME: Final = re.compile(r"(\d{2,4})-(\d{1,2})-(\d{1,2})-(.+)")
STYLES: Final = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
"""Jekyll's own names for the shapes of addresses."""
MORE: Final = "<!-- more -->"


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
    for path in sorted(each for each in root.glob("*") if each.suffix in TEXTS):
        if path.stem.lower() not in ("index", "readme", "404", "license", "changelog"):
            _add(path, path.name, config, own, export, asked)
    return export


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
    if is_post and named is None:
        export.lose(inside, "no_date")
        return
    head = whole.head
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
    address, further = _addresses(head, config, name, clock, inside, path.suffix)
    words = _body(whole, path.suffix, export, inside)
    if separator := text_in(head, "excerpt_separator") or text_in(config, "excerpt_separator"):
        words = words.replace(separator, f"\n\n{MORE}\n\n", 1)
    title = text_in(head, "title") or _heading(words) or line(name.replace("-", " ").capitalize())
    last = address.rstrip("/").rpartition("/")
    export.texts.append(
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
            source=_source(head),
            folder=Path(inside).parent.as_posix(),
        )
    )  # fmt: skip


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


def _addresses(
    head: dict[str, Any],
    config: dict[str, Any],
    name: str,
    clock: Clock | None,
    inside: str,
    suffix: str,
) -> tuple[str, tuple[str, ...]]:
    """Where a text was, from the old site's root, and where else."""
    further = tuple(
        each.strip().lstrip("/")
        for key in ("redirect_from", "aliases", "alias")
        for each in list_in(head, key)
    )
    stated = text_in(head, "permalink")
    style = text_in(config, "permalink") or "date"
    if "_posts" not in Path(inside).parts:
        default = inside.removesuffix(suffix) + ".html"
        if style == "pretty":
            default = inside.removesuffix(suffix) + "/"
        return stated.lstrip("/") if stated and ":" not in stated else default, further
    categories = [*list_in(head, "categories", r"\s+"), *list_in(head, "category")]
    folder = [each for each in Path(inside).parts[:-1] if each != "_posts"]
    shape = stated or STYLES.get(style, style)
    moment = clock or date(1970, 1, 1)
    values = {
        "categories": "/".join(_slug(each) for each in (*folder, *categories)),
        "year": f"{moment:%Y}", "month": f"{moment:%m}", "day": f"{moment:%d}",
        "i_month": str(moment.month), "i_day": str(moment.day), "short_year": f"{moment:%y}",
        "y_day": f"{moment:%j}", "week": f"{moment:%V}", "short_day": f"{moment:%a}",
        "title": text_in(head, "slug") or name, "slug": _slug(text_in(head, "slug") or name),
        "output_ext": ".html", "path": name, "name": name,
        "hour": f"{moment:%H}" if isinstance(moment, datetime) else "00",
        "minute": f"{moment:%M}" if isinstance(moment, datetime) else "00",
    }  # fmt: skip
    address = re.sub(r":([a-z_]+)", lambda found: values.get(found[1], ""), shape)
    return re.sub(r"/{2,}", "/", address).lstrip("/"), further


def _slug(words: str) -> str:
    return re.sub(r"[^\w.]+", "-", words.lower()).strip("-")


def _heading(words: str) -> str:
    found = re.search(r"^#\s+(.+)$", words, re.MULTILINE)
    return line(found[1]) if found else ""


def _body(whole: Document, suffix: str, export: Export, inside: str) -> str:
    words = liquid(whole.body, lambda *said, **values: export.lose(inside, *said, **values))
    if suffix in (".html", ".htm"):
        return markdown(words)
    words = re.sub(r"^[*+-] .*\n\{:toc\}[ \t]*$", "", words, flags=re.MULTILINE)  # kramdown's marks
    words = re.sub(r"\{::(?:no)?[a-z]+[^}\n]*\}|\{:/[a-z]*\}", "", words)
    words = re.sub(r"^\{:[^}]*\}[ \t]*$\n?", "", words, flags=re.MULTILINE)
    words = re.sub(r"(?<=[^\s])\{:[^}\n]*\}", "", words)
    return words.strip()
