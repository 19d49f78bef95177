"""Where a Markdown text is code or a comment, hence nothing that is said to readers."""

from __future__ import annotations

import re
from typing import Final

_CODE: Final = re.compile(
    r"\n(?P<fence>[ \t>]*(?:```+|~~~+)).*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|`(?<!``)(?P<ticks>`*)(?!`).+?(?<!`)`(?P=ticks)(?!`)"
    r"|<!--.*?(?:-->|\Z)",
    re.MULTILINE | re.DOTALL,
)
"""Each begins with a sign of its own, to which Python leaps; a line with the end of the last."""


def without_code(markdown: str) -> str:
    """`markdown` with blanks in place of its code and comments."""
    if "`" not in markdown and "~~~" not in markdown and "<!--" not in markdown:
        return markdown
    return _CODE.sub(_blank, f"\n{markdown}")[1:]


def _blank(found: re.Match[str]) -> str:
    return "\n".join(" " * len(line) for line in found.group().split("\n"))
