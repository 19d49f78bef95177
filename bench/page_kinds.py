"""Which pages of a built site are of which kind."""

from __future__ import annotations

import re
from pathlib import Path

_LEADS_ON = re.compile(r"http-equiv=\"?refresh")
_NAMED = re.compile(r'class="cg-page((?: cg-page--[\w-]+)+)')


def pages_by_kind(site: Path) -> dict[str, dict[str, str]]:
    """The address of a page of every kind, by language and then by kind, whatever there is.

    The kind is what the page's own `<div class="cg-page cg-page--…">` says together with the
    folder it is in; of each kind the largest is taken, for it holds the most.
    """
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for path in sorted(site.rglob("*.html")):
        html = path.read_text("utf-8")
        if _LEADS_ON.search(html):
            continue
        address = str(path.relative_to(site)).removesuffix("index.html")
        language = "en" if address.startswith("en/") else "zh-Hant"
        parts = address.removeprefix("en/").split("/")
        named = _NAMED.search(html)
        name = named[1].split()[-1].removeprefix("cg-page--") if named else str(parts[-2:])
        kind = f"{parts[0]} {name}" if len(parts) > 1 else name
        if len(parts) > 2 and parts[-2] == "poster":
            kind = f"{parts[0]} poster"
        found[language, kind] = max(found.get((language, kind), (0, "")), (len(html), address))
    pages: dict[str, dict[str, str]] = {}
    for (language, kind), (_, address) in sorted(found.items()):
        pages.setdefault(language, {})[kind] = address
    return pages
