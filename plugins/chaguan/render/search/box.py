"""The search box and its page, in one language."""

from __future__ import annotations

from typing import Final

from chaguan.render.html.page_context import Link, PageContext

from .entry import KINDS

WORDS: Final = ("placeholder", "results", "hint", "none", "near", "one", "other", "more", "failed")


def search_words(view: PageContext) -> dict[str, object]:
    """What the browser reads with the index: `kinds` are badges, `around` the ways on."""
    return {
        "words": {name: view.words(f"search.{name}", number="{number}") for name in WORDS},
        "kinds": {kind: view.words(f"search.kind.{kind}") for kind in KINDS},
        "around": [[link.text, link.href] for link in look_around(view)],
    }


def look_around(view: PageContext) -> tuple[Link, ...]:
    """Home and the lists with something in them, for readers who do not know what to type."""
    community = view.community
    kinds = ("event", "post", "person", "group", "place", "scene", "campaign", "offer")
    present = {kind: community.of_kind(kind) for kind in kinds} | {"tag": view.index.tags()}
    home = Link(view.words("nav.home"), view.addresses.home(view.language).url)
    lists = (
        Link(view.words(f"nav.{kind}"), view.addresses.section(kind, view.language).url)
        for kind, records in present.items()
        if records
    )
    return (home, *lists)
