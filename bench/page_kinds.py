"""Which pages of a built site are of which kind."""

from __future__ import annotations

import re
from pathlib import Path

_LEADS_ON = re.compile(r"http-equiv=\"?refresh")
_NAMED = re.compile(r'class="cg-page((?: cg-page--[\w-]+)+)')


def pages_by_kind(site: Path) -> dict[str, dict[str, str]]:
    """The address of a page of every kind, by language and then by kind, whatever there is.

    The kind is what the page's own `<div class="cg-page cg-page--…">` says together with the
    folder it is in; a page without that, as copies and what stands in frames, is of the kind of
    its folders but for names and years. Of each kind the largest is taken, for it holds the most.
    """
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for path in sorted(site.rglob("*.html")):
        html = path.read_text("utf-8")
        if _LEADS_ON.search(html):
            continue
        address = str(path.relative_to(site)).removesuffix("index.html")
        *folders, file = address.split("/")
        language = "en" if "en" in folders[:2] else "zh-Hant"
        folders = [each for each in folders if each != language]
        in_frame = folders[:1] == ["embed"]
        named = _NAMED.search(html)
        if in_frame:
            kind = f"{' '.join(folders[:2])} list"
        elif folders and folders[-1] in ("copy", "poster"):
            kind = f"{folders[0]} {folders[-1]}"
        else:
            name = named[1].split()[-1].removeprefix("cg-page--") if named else file
            kind = " ".join((*folders[:1], name))
        found[language, kind] = max(found.get((language, kind), (0, "")), (len(html), address))
    pages: dict[str, dict[str, str]] = {}
    for (language, kind), (_, address) in sorted(found.items()):
        pages.setdefault(language, {})[kind] = address
    return pages
