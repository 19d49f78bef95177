"""What lies below `assets/chaguan/` of a site: our style sheets, our scripts, the town's sign."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Final

from chaguan.build.entries import Entries
from chaguan.build.store import Store
from chaguan.site.site import Site

from .html.finish import OURS
from .html.palette import accent, guest_style, style
from .images.seal import signs
from .images.studio import Developed

PACKAGE: Final = Path(str(files("chaguan")))
STYLE: Final = f"{OURS}chaguan.css"
FURTHER: Final = (f"{OURS}events.css", f"{OURS}everybody.css")
"""They are joined with it."""
GUEST: Final = f"{OURS}guest.css"
"""They, for pages in the site of others."""
SCRIPT: Final = f"{OURS}chaguan.js"
OFFLINE: Final = f"{OURS}offline.js"
SEARCH: Final = f"{OURS}search.js"
TOWN: Final = f"{OURS}town.css"
"""The colours of a town that names one."""
ICON: Final = f"{OURS}favicon.png"
"""The town's sign in the browser's tab, where a site has no picture of its own for it."""
SIGN: Final = f"{OURS}favicon.svg"


def shipped(*, is_guest: bool) -> Iterator[tuple[str, Path]]:
    """The files that are as we ship them, by their addresses."""
    for path in sorted(path for path in (PACKAGE / "assets").iterdir() if path.is_file()):
        address = f"{OURS}{path.name}"
        if not is_guest or address not in (STYLE, *FURTHER):
            yield address, path


def made_of(
    site: Site, pictures: Developed, store: Store, *, has_colours: bool
) -> Iterator[tuple[str, bytes | str]]:
    """What is made for a site, by address: its colours, if it shows them, and its sign.

    A guest has neither, but our style sheets for what is within our pages.
    """
    if site.is_guest:
        yield GUEST, guest_style(_text_of(each) for each in (STYLE, *FURTHER))
        return
    settings = site.community.settings
    if has_colours:
        yield TOWN, style(settings.colour)
    shown = pictures.album.of(settings.logo)
    logo = pictures.read(shown.full.address) if shown else b""  # as readers may have it
    name = settings.name.best(site.community.default_language).text
    ink, entries = accent(settings.colour), Entries(store, "signs")
    for file, drawn in signs(name, ink, site.languages[0], entries, logo):
        yield f"{OURS}{file}", drawn


def _text_of(address: str) -> str:
    return (PACKAGE / "assets" / address.removeprefix(OURS)).read_text(encoding="utf-8")
