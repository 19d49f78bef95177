"""Where a Markdown text is code or a comment, hence nothing that is said to readers."""

from __future__ import annotations

import re
from typing import Final

_CODE: Final = re.compile(
    r"^(?P<fence>[ \t>]*(?:```+|~~~+)).*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?(?:-->|\Z)",
    re.MULTILINE | re.DOTALL,
)
_NOT_A_LINE_END: Final = re.compile(r"[^\n]")


def without_code(markdown: str) -> str:
    """`markdown` with blanks in place of its code and comments."""
    if "`" not in markdown and "~~~" not in markdown and "<!--" not in markdown:
        return markdown
    return _CODE.sub(lambda found: _NOT_A_LINE_END.sub(" ", found.group()), markdown)
