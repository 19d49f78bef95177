"""What each tag looks like where no style sheet is: written into the tag itself.

No words have a colour, so that they can be read on any paper, light or dark. There are no
quotation marks in a style: it stands in an attribute, and a page's policy names it by its hash.
"""

from __future__ import annotations

from typing import Final

_MONO: Final = "font-family: Menlo, Consolas, monospace; font-size: 0.88em;"
_GREY: Final = "background-color: rgba(128, 128, 128, 0.14);"
_HEADING: Final = "line-height: 1.4; font-weight: bold;"
BY_TAG: Final = {
    "a": "text-decoration: underline; word-break: break-word;",
    "blockquote": "margin: 1em 0; padding: 0.1em 1em; border-left: 4px solid rgba(128, 128, 128, "
    f"0.5); {_GREY}",
    "code": f"{_MONO} {_GREY} padding: 0.1em 0.3em; border-radius: 3px;",
    "h1": f"margin: 0 0 0.6em; font-size: 1.5em; {_HEADING}",
    "h2": f"margin: 1.6em 0 0.6em; font-size: 1.3em; {_HEADING}",
    "h3": f"margin: 1.4em 0 0.6em; font-size: 1.15em; {_HEADING}",
    "h4": f"margin: 1.2em 0 0.5em; font-size: 1.05em; {_HEADING}",
    "h5": f"margin: 1.2em 0 0.5em; font-size: 1em; {_HEADING}",
    "h6": f"margin: 1.2em 0 0.5em; font-size: 1em; {_HEADING}",
    "hr": "margin: 1.5em 0; border: 0; border-top: 1px solid rgba(128, 128, 128, 0.5);",
    "img": "max-width: 100%; height: auto;",
    "li": "margin: 0.3em 0; line-height: 1.75;",
    "ol": "margin: 1em 0; padding-left: 1.6em;",
    "p": "margin: 0.9em 0; line-height: 1.75;",
    "section": "margin: 1em 0;",
    "table": "margin: 1em 0; border-collapse: collapse; line-height: 1.5;",
    "td": "padding: 0.4em 0.7em; border: 1px solid rgba(128, 128, 128, 0.5);",
    "th": f"padding: 0.4em 0.7em; border: 1px solid rgba(128, 128, 128, 0.5); {_GREY}",
    "ul": "margin: 1em 0; padding-left: 1.6em;",
}
CODE: Final = f"margin: 1em 0; padding: 0.8em 1em; overflow-x: auto; {_GREY} border-radius: 4px;"
"""Around a block of code."""
LINES: Final = f"{_MONO} line-height: 1.6; white-space: nowrap;"
"""Its lines."""
MARKED: Final = "background-color: rgba(255, 200, 0, 0.4);"
NESTED: Final = ("margin: 0.3em 0 0.3em 1em; line-height: 1.75;",
                 "margin: 0.3em 0 0.3em 2em; line-height: 1.75;",
                 "margin: 0.3em 0 0.3em 3em; line-height: 1.75;")  # fmt: skip
"""A line of a list in a list, by how deep that is."""
SIDES: Final = ("left", "center", "right")


def aligned(tag: str, side: str) -> str:
    """The style of a cell of a column that is set to a side."""
    return f"{BY_TAG[tag]} text-align: {side};"


EVERY: Final = tuple(
    sorted(
        {*BY_TAG.values(), CODE, LINES, MARKED, *NESTED}
        | {aligned(tag, side) for tag in ("td", "th") for side in SIDES}
    )
)
"""All that may stand in what is written here."""
TAGS: Final = frozenset(
    "a blockquote br code em h1 h2 h3 h4 h5 h6 hr img li ol p s section span strong sub sup table"
    " tbody td th thead tr u ul".split()
)
"""All that it is written with; thirty is what an editor can be hoped to know."""
