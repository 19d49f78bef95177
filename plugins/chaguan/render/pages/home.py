"""What the home page shows, and to those who write a young town what it still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from chaguan.model import Block
from chaguan.model.frozen import dataclass
from chaguan.render.html.excerpts import Body, without_blocks
from chaguan.render.html.page_context import PageContext
from chaguan.render.text.plain import plain

from .blocks import Piece, pieces

USUAL: Final = (
    Block("scenes", 6),
    Block("upcoming", 5),
    Block("latest", 6),
    Block("faces", 12),
    Block("groups", 4),
)
"""What is shown below the words of an `index.md` that says nothing of blocks."""


@dataclass(frozen=True, slots=True)
class Home:
    """Who we are, what is on, what is new, faces, scenes."""

    name: str
    tagline: str
    has_own_heading: bool
    """The page's own words begin with one."""
    pieces: tuple[Piece, ...]
    missing: tuple[str, ...] = ()
    """What the town still lacks, in a preview."""


def home(view: PageContext, body: Body) -> Home:
    """What the home page of a language shows; `body` is its own text."""
    settings = view.community.settings
    own = body if body.pieces else Body(body.html, pieces=(*filter(None, (body.html,)), *USUAL))
    return Home(
        name=view.best(settings.name).text,
        tagline=view.best(settings.tagline).text,
        has_own_heading="<h1" in body.html,
        pieces=pieces(own, view, is_home=True),
        missing=still_missing(view, body),
    )


FEW_LETTERS: Final = 90
"""A shorter text on the home page says not yet who the community is."""
FEW_HAN: Final = 40
"""The same, of 漢字."""
FEW_PEOPLE: Final = 2


def still_missing(view: PageContext, body: Body) -> tuple[str, ...]:
    """In words, each with the file to write; empty where readers see it (and not its writers)."""
    if not view.is_preview:
        return ()
    return tuple(view.words(f"young.{key}") for key in _missing(view, body))


def _missing(view: PageContext, body: Body) -> Iterator[str]:
    settings, community = view.community.settings, view.community
    html = without_blocks(body.pieces) if body.pieces else body.html
    few = FEW_HAN if view.language.startswith("zh") else FEW_LETTERS
    if len(plain(html)) < few:
        yield "home"
    if not view.best(settings.tagline).text:
        yield "tagline"
    if not settings.colour and settings.logo is None:
        yield "colour"
    if settings.image is None:
        yield "image"
    if not settings.write_to and not settings.links:
        yield "write_to"
    if len(community.people) < FEW_PEOPLE:
        yield "people"
    if not view.index.next_meeting(view.clock.moment.isoformat())[0]:
        yield "events"
    if not community.posts:
        yield "posts"
