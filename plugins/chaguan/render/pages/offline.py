"""What a reader's browser keeps of a site, and what it shows where there is no connection."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import PageContext
from chaguan.site.occurrences import upcoming
from chaguan.site.urls import Address

if TYPE_CHECKING:
    from .event_cards import EventCard

WORKER: Final = Address("service-worker.js")
"""At the root, for a worker serves only what is beside and below it (W3C, Service Workers, 2.2)."""
MANIFEST: Final = "manifest.webmanifest"
ICONS: Final = (("icon.svg", "any", "image/svg+xml"), ("icon-192.png", "192x192", "image/png"),
                ("icon-512.png", "512x512", "image/png"))  # fmt: skip
_PLACE: Final = '"{{ site }}"'

Cache = tuple[str, str]
"""A path below the site, and what names its content."""


@dataclass(frozen=True, slots=True)
class KeptSite:
    """What is kept before it is read."""

    shell: tuple[Cache, ...]
    """What every page needs, and the pages for when there is nothing else."""
    ahead: dict[str, tuple[Cache, ...]]
    """By the path of a language's home: that page, and what is on."""
    homes: tuple[str, ...]
    """The paths of the languages' homes; the first is the root."""


def service_worker(template: str, site: KeptSite) -> str:
    """The worker of a site; it differs when something that it keeps does."""
    return template.replace(
        _PLACE, json.dumps(asdict(site), ensure_ascii=False, separators=(",", ":"))
    )


def manifest(name: str, description: str, language: str, up: str, paper: str) -> str:
    """What a phone shows of a site that stands among its apps (W3C, Web Application Manifest).

    `up` leads from the language's home to the root of the site, `paper` is the colour behind all.
    """
    told = {
        "name": name,
        "description": description,
        "lang": language,
        "start_url": "./",
        "scope": up or "./",
        "display": "minimal-ui",
        "background_color": paper,
        "theme_color": paper,
        "icons": list(_icons(up)),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _icons(up: str) -> Iterator[dict[str, str]]:
    for file, sizes, kind in ICONS:
        yield {
            "src": f"{up}assets/chaguan/{file}",
            "sizes": sizes,
            "type": kind,
            "purpose": "any" if sizes == "any" else "any maskable",
        }


MOST: Final = 12


@dataclass(frozen=True, slots=True)
class OfflinePage:
    """What was on ahead when the page was kept."""

    events: tuple[EventCard, ...]


def offline_page(view: PageContext) -> OfflinePage:
    """The next events; what the reader has read stands only on their device."""
    from .event_cards import event_card  # not where the page is as it was

    coming = upcoming(view.community.events.values(), view.clock, of_series=1)
    return OfflinePage(tuple(event_card(each, view) for each in coming[:MOST]))
