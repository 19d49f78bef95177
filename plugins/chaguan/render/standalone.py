"""Pages that stand by themselves: posters, copies, and lists for frames on other people's pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chaguan.build.job import Job, Wanted
from chaguan.site.features import Features

from .copies.jobs import copy_jobs
from .framed.jobs import framed_jobs
from .html.page_context import Materials, Render
from .posters.jobs import poster_jobs


def standalone_jobs(
    materials: Materials,
    features: Features,
    by: Callable[[str], Render],
    wanted: Wanted,
    *,
    policy: str,
    icon: str,
    colours: str,
) -> Iterator[Job]:
    """The jobs of all of them, which lead back by full addresses; `by` has their templates."""
    poster = by("poster.html")
    yield from poster_jobs(materials, poster, wanted, policy=policy, icon=icon, colours=colours)
    if features.has_copies:
        yield from copy_jobs(materials, by("copy.html"), wanted, policy=policy, icon=icon)
    if features.has_embeds:
        yield from framed_jobs(materials, by("embed.html"), wanted)
