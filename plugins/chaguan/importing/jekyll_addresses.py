"""Where a Jekyll site had its posts and pages, by its permalinks."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from .export import Clock
from .front import is_true, list_in, text_in

STYLES: Final = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
"""Jekyll's own names for the shapes of addresses."""


def collections(config: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The folders of further texts that have pages, and what is said of each."""
    said = config.get("collections")
    found = said.items() if isinstance(said, dict) else ()
    return {
        f"_{name}": values
        for name, values in found
        if isinstance(values, dict) and is_true(values, "output") and name != "posts"
    }


def addresses_of(
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
        shown = inside.removesuffix(suffix).removeprefix("_")
        default = f"{shown}.html"
        collection = collections(config).get(inside.partition("/")[0], {})
        if shape := text_in(collection, "permalink"):
            given = {"collection": inside.partition("/")[0][1:], "name": name, "title": name,
                     "path": shown.partition("/")[2], "output_ext": ".html"}  # fmt: skip
            default = re.sub(r":([a-z_]+)", lambda found: given.get(found[1], ""), shape).lstrip("/")  # fmt: skip # noqa: E501
        elif shown.endswith("/index"):
            default = shown.removesuffix("index")
        elif style == "pretty":
            default = f"{shown}/"
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
