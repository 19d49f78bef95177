"""Where a Markdown text is code or a comment, hence nothing that is said to readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_CODE: Final = re.compile(
    r"\n(?P<fence>[ \t>]*(?:```+|~~~+)).*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|`(?<!``)(?P<ticks>`*)(?!`).+?(?<!`)`(?P=ticks)(?!`)"
    r"|<!--.*?(?:-->|\Z)",
    re.MULTILINE | re.DOTALL,
)
"""Each begins with a sign of its own, to which Python leaps; a line with the end of the last."""
_INDENTED: Final = re.compile(r"(?:\A|\n)(?: {4}|\t)")
_OWNS: Final = re.compile(r" {0,3}(?:[-*+][ \t]|\d{1,9}[.)][ \t]|!!!|\?\?\?|===|\[\^|:[ \t]|>|///)")
"""What may own the lines that are indented below it."""

_FENCE_LINE: Final = re.compile(r"^(?P<marks>```+|~~~+)(?P<said>[^\n]*)$", re.MULTILINE)
_PLAIN: Final = re.compile(r'[ \t]*[\w#.+-]*[ \t]*(?:\w+="[^"\n]*"[ \t]*)*')
"""What may stand behind a fence for every parser to take it for one."""
_NOT_A_LINE_END: Final = re.compile(r"[^\n]")


def without_code(markdown: str) -> str:
    """`markdown` with blanks in place of its code and comments."""
    if _INDENTED.search(markdown):
        markdown = _without_indented(markdown)
    if "`" not in markdown and "~~~" not in markdown and "<!--" not in markdown:
        return markdown
    return _CODE.sub(_blank, f"\n{markdown}")[1:]


def _without_indented(markdown: str) -> str:
    """The text without code that is indented by four: after an empty line, and in nothing else."""
    lines, is_after_blank, is_code, is_owned, fence = markdown.split("\n"), True, False, False, ""
    for number, line in enumerate(lines):
        words = line.strip()
        if fence or words.startswith(("```", "~~~")):
            fence = _fence_after(fence, words)
            is_after_blank = is_code = False
            continue
        if not words:
            is_after_blank = True
            continue
        is_indented = line.startswith(("    ", "\t"))
        if is_indented and not is_owned and (is_code or is_after_blank):
            lines[number], is_code = " " * len(line), True
        else:
            is_code = False
            if _OWNS.match(line):
                is_owned = True
            elif not is_indented and not line.startswith("  ") and is_after_blank:
                is_owned = False
        is_after_blank = False
    return "\n".join(lines)


def _fence_after(fence: str, words: str) -> str:
    """The marks of the fence that is open after a line."""
    if not fence:
        return words[: len(words) - len(words.lstrip(words[0]))]
    return "" if words.startswith(fence) and not words.strip(fence[0]) else fence


def _blank(found: re.Match[str]) -> str:
    return "\n".join(" " * len(line) for line in found.group().split("\n"))


def code_blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where each block of code between fences begins and ends; what is never closed is none."""
    opened: re.Match[str] | None = None
    for found in _FENCE_LINE.finditer(text):
        if opened is None:
            if _PLAIN.fullmatch(found["said"]):
                opened = found
        elif found["marks"] == opened["marks"] and not found["said"].strip():
            yield opened.start(), found.end()
            opened = None


@lru_cache(maxsize=2)
def without_code_blocks(text: str) -> str:
    """The text with blanks in place of its blocks of code; every character keeps its place."""
    if "```" not in text and "~~~" not in text:
        return text
    parts, at = [], 0
    for start, end in code_blocks(text):
        parts += [text[at:start], _NOT_A_LINE_END.sub(" ", text[start:end])]
        at = end
    return "".join((*parts, text[at:]))
