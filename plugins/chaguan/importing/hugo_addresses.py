"""Where a Hugo site had its pages, and what its texts call them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from .export import Clock
from .front import text_in


def old_address(alias: str, address: str) -> str:
    """An alias without a slash at its beginning is beside the page."""
    if alias.startswith("/"):
        return alias.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(address.rstrip("/")), alias))


def names_of(logical: str, language: str, inside: str) -> Iterator[str]:
    """What `ref` may call a page."""
    for each in dict.fromkeys((inside, logical, f"{logical}.md", f"{logical}/index.md")):
        yield f"ref:{each.lower()}:{language.lower()}"
        yield f"ref:{each.lower()}"
        yield f"ref:{posixpath.basename(each).lower()}:{language.lower()}"
        yield f"ref:{posixpath.basename(each).lower()}"


def address_of(
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
