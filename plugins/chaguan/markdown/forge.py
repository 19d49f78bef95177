"""A text as the forge shows it, by the forge's own parser (cmark-gfm, in `cmarkgfm`)."""

from __future__ import annotations

import re
from typing import Any, Final

try:
    import cmarkgfm.cmark as _cmark
except ImportError:  # there is no wheel for this machine, and nothing to compile it with
    _cmark = None

_ALERT: Final = re.compile(
    r"(?P<quote><blockquote[^>]*>\s*)(?P<p><p[^>]*>)"
    r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ ]*(?:(?P<end></p>)|\n)",
    re.IGNORECASE,
)
"""A quotation that the forge shows as an alert; its parser leaves that to what comes after."""
_ADDITIONS: Final = ["table", "autolink", "strikethrough", "tasklist"]


def has_forge_parser() -> bool:
    """Whether a text can be compared with what the forge shows."""
    return _cmark is not None


def forge_html(markdown: str) -> str | None:
    """A text as HTML, with the lines of its blocks in `data-sourcepos`; None without the parser.

    HTML within it stays: it is compared, and not shown.
    """
    if _cmark is None:
        return None
    options: Any = _cmark.Options
    flags = options.CMARK_OPT_SOURCEPOS | options.CMARK_OPT_UNSAFE | options.CMARK_OPT_FOOTNOTES
    html: str = _cmark.markdown_to_html_with_extensions(markdown, flags, extensions=_ADDITIONS)
    return _ALERT.sub(_as_quoted, html) if "[!" in html else html


def _as_quoted(alert: re.Match[str]) -> str:
    return alert["quote"] + ("" if alert["end"] else alert["p"])
