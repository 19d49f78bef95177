"""WordPress: the stories, pages and people of its export.

Comments are counted and never read: the file holds the addresses and IPs of who wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from .export import Asked, Export, NotAnExportError, OldPerson, OldText
from .plain import clean, line, slug_of, tags_of, without_mail
from .wordpress_text import body
from .wxr import Item, elements, item_of, local_name

KINDS: Final = {"post": "post", "page": "page"}
PUBLIC: Final = "publish"
QUIET: Final = frozenset(
    {"attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset"}
    | {"wp_global_styles", "wp_navigation", "wp_template", "wp_template_part", "oembed_cache"}
    | {"wp_block", "user_request", "wp_font_family", "wp_font_face"}
)
"""What is no words of the community's."""


def read(path: Path, shown: str, asked: Asked) -> Export:
    """What the export at `path` holds. Raises NotAnExportError."""
    export = Export(kind="wxr", name="", origin=shown)
    is_wxr, comments = False, 0
    thumbnails: list[tuple[OldText, str]] = []
    for tag, element in elements(path, shown):
        if tag == "item":
            item = item_of(element)
            comments += item.comments
            if "post_type" in item.values:
                is_wxr = True
            text = _text(item, export, asked)
            if text is not None:
                export.add(text)
                if number := item.meta.get("_thumbnail_id"):
                    thumbnails.append((text, number))
        elif tag == "author":
            export.people.extend(_person(element))
        elif tag == "wxr_version":
            is_wxr = True
        elif tag in ("base_blog_url", "base_site_url", "link") and not export.base:
            export.base = f"{(element.text or '').strip().rstrip('/')}/"
        elif tag == "title" and not export.name:
            export.name = line(element.text or "")
        elif tag == "language":
            export.language = (element.text or "").strip()
    if not is_wxr:
        raise NotAnExportError("no_wxr", path=shown)
    if not export.base.startswith("http"):
        export.base = ""
    export.origin = f"wxr {export.base or shown}"
    export.feeds = ("feed/", "feed/atom/")
    _finish(export, thumbnails)
    if comments:
        export.lose(shown, "comments", number=comments)
    return export


def _person(element: etree._Element) -> Iterator[OldPerson]:
    said = {local_name(each): (each.text or "").strip() for each in element}
    login = said.get("author_login", "")
    name = line(said.get("author_display_name") or "")
    if not name or without_mail(name)[1]:
        whole = f"{said.get('author_first_name', '')} {said.get('author_last_name', '')}"
        name = line(whole) or line(without_mail(login)[0] or login.partition("@")[0])
    if login and name:
        yield OldPerson(key=login, name=name)


def _text(item: Item, export: Export, asked: Asked) -> OldText | None:
    """The story or page in an item; None where it is neither, or not public."""
    said = item.values
    sort, status = said.get("post_type", "post"), said.get("status", PUBLIC)
    title = line(said.get("title", ""))
    name = title or said.get("post_name") or said.get("post_id", "")
    if sort == "attachment":
        address = said.get("attachment_url") or said.get("link", "")
        if address:
            export.pictures[f"attachment:{said.get('post_id', '')}"] = address
            if said.get("link"):
                export.pictures.setdefault(said["link"], address)
        return None
    if sort in QUIET:
        return None
    if sort not in KINDS:
        export.lose(name, "other_type", type=sort)
        return None
    if status != PUBLIC:
        export.lose(name, "not_public", status=status)
        return None
    if said.get("post_password"):
        export.lose(name, "password")
        return None
    words = body(clean(said.get("content", "")), lambda *a, **k: export.lose(name, *a, **k))
    date = _date(said, asked)
    if sort == "post" and date is None:
        export.lose(name, "no_date")
        return None
    if not words and not title:
        export.lose(name, "empty")
        return None
    address = said.get("link", "")
    guid = said.get("guid", "")
    number = said.get("post_id", "")
    slug = slug_of(said.get("post_name", ""), title)
    if sort == "page":
        slug = _path(address, export.base) or slug
    return OldText(
        key=f"{sort}:{number or guid or address}",
        where=name,
        kind=KINDS[sort],
        title=title or _first_words(words) or (f"{date:%Y-%m-%d}" if date else name),
        body=words,
        slug=slug,
        date=date,
        authors=(said["creator"],) if said.get("creator") else (),
        tags=tuple(each for each in tags_of(item.categories) if each.lower() not in UNSORTED),
        summary=line(re.sub(r"</?(?:br|p|div|li)\b[^>]*>", " ", said.get("excerpt", ""))),
        uid=guid,
        address=address,
        further=(guid, *((f"{export.base}?p={number}",) if number and export.base else ())),
        names=(f"?p={number}", f"?page_id={number}") if number else (),
        is_pinned=said.get("is_sticky") == "1",
    )


def _path(address: str, base: str) -> str:
    """A page's old path below the old site's root, where it can be a file's.

    So its address stays what it was.
    """
    whole, root = unquote(urlsplit(address).path), unquote(urlsplit(base).path)
    parts = [each for each in whole.removeprefix(root).split("/") if each]
    plain = [slug_of(each) for each in parts]
    return "/".join(parts) if parts and parts == plain else ""


UNSORTED: Final = frozenset({"uncategorized", "uncategorised", "未分類", "未分类"})
"""What WordPress calls what nobody has put anywhere."""


def _date(said: dict[str, str], asked: Asked) -> datetime | None:
    """When it was published, on the community's clock.

    `post_date` is the blog's own clock; the other two are often 1970 or no date at all.
    """
    local = _moment(said.get("post_date", ""))
    gmt = _moment(said.get("post_date_gmt", ""))
    if local is not None:
        if asked.stated_zone is None:
            return local
        return local.replace(tzinfo=asked.stated_zone).astimezone(asked.zone).replace(tzinfo=None)
    if gmt is None:
        try:
            gmt = parsedate_to_datetime(said.get("pubDate", "")).astimezone(UTC)
        except (TypeError, ValueError, OverflowError):
            return None
        if gmt.year < 1990:
            return None
    return gmt.replace(tzinfo=UTC).astimezone(asked.zone).replace(tzinfo=None)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.replace(tzinfo=None) if moment.year >= 1990 else None


def _first_words(text: str) -> str:
    words = line(re.sub(r"!?\[([^\]]*)\]\([^)]*\)|[*_`#>]", r"\1", text))
    return words if len(words) <= 40 else f"{words[:40].rpartition(' ')[0] or words[:40]}…"


def _finish(export: Export, thumbnails: list[tuple[OldText, str]]) -> None:
    """Head pictures, identifiers that are given twice, and the zone-less rest."""
    for text, number in thumbnails:
        if picture := export.pictures.get(f"attachment:{number}"):
            text.image = picture
        else:
            export.lose(text.where, "no_thumbnail", number=number)
    seen: set[str] = set()
    for text in export.texts:
        if text.uid in seen:
            export.lose(text.where, "guid_twice", guid=text.uid)
            text.further = tuple(each for each in text.further if each != text.uid)
            text.uid = ""
        seen.add(text.uid)
    hosts = {urlsplit(each.address).netloc for each in export.texts if each.address}
    if not export.base and len(hosts) == 1 and (host := hosts.pop()):
        export.base = f"https://{host}/"
    for text in export.texts:
        text.names = (*text.names, unquote(text.address))
