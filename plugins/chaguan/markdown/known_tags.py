"""Names that HTML knows, so that `<your-name>` is told from a tag (HTML, 3.2 and 15.2)."""

from __future__ import annotations

import re
from typing import Final

KNOWN_TAGS: Final = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big"
    " blink blockquote body br button canvas caption center circle cite code col colgroup command"
    " data datalist dd defs del details dfn dialog dir div dl dt ellipse em embed fieldset"
    " figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr"
    " html i iframe image img input ins isindex kbd keygen label legend li line link listing main"
    " map mark marquee math menu menuitem meta meter nav nobr noembed noframes noscript object ol"
    " optgroup option output p param path picture plaintext polygon polyline pre progress q rb rp"
    " rt rtc ruby s samp script search section select slot small source spacer span strike strong"
    " style sub summary sup svg symbol table tbody td template text textarea tfoot th thead time"
    " title tr track tt u ul use var video wbr xmp".split()
)
"""Elements of HTML today and in the past, and the commonest of drawings within it."""
_NAME: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")


def is_known(tag: str) -> bool:
    """Whether a tag, or the beginning of one, is HTML; comments are."""
    if tag.startswith("<!--"):
        return True
    found = _NAME.match(tag)
    return found is not None and found.group(1).lower() in KNOWN_TAGS
