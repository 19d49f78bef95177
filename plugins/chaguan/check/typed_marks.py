"""Rules over Markdown that a Chinese keyboard or a slip has made plain text of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from chaguan.load import Prose
from chaguan.model import Problem, warning
from chaguan.source import called

Typed = tuple[str, Callable[[re.Match[str]], str]]
"""A pattern, which is compiled where a mark is seen at all, and what is meant by what it finds."""

_FULL: Final = str.maketrans(
    "＃＊－＋＞｜｀～！［］（）：１２３４５６７８９０．", "#*-+>|`~![]():1234567890."
)
_BULLETS: Final = "•‧●○▪・·◆◇■□▸►▶➤➢◎"
_BLANK: Final = "[\u3000\u00a0]"
_LEAD: Final = r"(?P<lead>[ \t]{0,3}(?:> ?)*)"
_LINES: Final[tuple[Typed, ...]] = (
    (rf"{_LEAD}(?P<mark>＃{{1,6}})[ \u3000]*(?P<rest>[^＃\s].*)",
     lambda f: _sign(f, " ")),
    (rf"{_LEAD}(?P<mark>#{{1,6}}|[-*+]|\d{{1,3}}[.)])[ \t]*{_BLANK}\s*(?P<rest>\S.*)",
     lambda f: f"{f['lead']}{f['mark']} {f['rest']}"),
    (rf"{_LEAD}(?P<mark>[－＊＋])[ \u3000]+(?P<rest>\S.*)", lambda f: _sign(f, " ")),
    (rf"{_LEAD}(?P<mark>[{_BULLETS}])[ \u3000\t]*(?P<rest>\S.*)",
     lambda f: f"{f['lead']}- {f['rest']}"),
    (rf"{_LEAD}(?P<mark>[–—])[ \u3000\t]+(?P<rest>\S.*)",
     lambda f: f"{f['lead']}- {f['rest']}"),
    (rf"{_LEAD}(?P<mark>#{{2,6}})(?P<rest>[^#\s!:/].*)", lambda f: _sign(f, " ")),
    (rf"{_LEAD}(?P<mark>[-+－＋])(?P<rest>[^-+－＋>\s0-9０-９].*)",
     lambda f: _sign(f, " ")),
    (rf"{_LEAD}(?P<mark>[*＊])(?P<rest>[^*＊\s][^*＊]*)", lambda f: _sign(f, " ")),
    (rf"{_LEAD}(?P<mark>[0-9]{{1,2}}[.)])(?P<rest>[^\s0-9.)].*)",
     lambda f: _sign(f, " ")),
    (rf"{_LEAD}(?P<mark>－{{3,}}|＊{{3,}}|＿{{3,}})(?P<rest>)[ \u3000\t]*",
     lambda f: f"{f['lead']}{'***' if f['mark'][0] == '＊' else '---'}"),
    (rf"{_LEAD}(?P<mark>[0-9０-９]{{1,3}}[．、])[ \u3000]*(?P<rest>[^\s0-9０-９].*)",
     lambda f: f"{f['lead']}{f['mark'][:-1].translate(_FULL)}. {f['rest']}"),
    (rf"{_LEAD}(?P<mark>[０-９]{{1,3}}[.)）])[ \u3000]*(?P<rest>[^\s0-9０-９].*)",
     lambda f: _sign(f, " ")),
    (rf"{_LEAD}(?P<mark>＞)[ \u3000]*(?P<rest>\S.*)", lambda f: _sign(f, " ")),
    (rf"{_LEAD}(?P<mark>｀{{3,}}|～{{3,}})(?P<rest>[\w+.-]*\s*)",
     lambda f: _sign(f, "")),
    (r"(?P<lead>)(?P<mark>[！？]{3}|？{3}＋)\s*(?P<rest>[a-z]+(?:\s.*)?)",
     lambda f: f"{f['lead']}{f['mark'].translate(str.maketrans('！？＋', '!?+'))} {f['rest']}"),
)  # fmt: skip
"""What begins a line, and the line as it was meant."""
_FILE: Final = (
    r"(?:https?[:：]//|mailto:|\.{0,2}/|#)[^()（）\s]+"
    r"|[^()（）\s]+\.(?:md|ya?ml|pdf|jpe?g|png|gif|webp|svg)(?:#[^()（）\s]*)?"
)
_INLINE: Final[tuple[Typed, ...]] = (
    (r"(?P<bang>[!！]?)[\[［](?P<words>[^\[\]［］\n]{1,200})[\]］]"
     rf"[ \u3000]?[(（](?P<to>{_FILE})[)）]",
     lambda f: f"{f['bang'] and '!'}[{f['words']}]({f['to'].replace('：//', '://')})"),
    (r"！(?=\[[^\[\]\n]*\]\([^()\s]+\))", lambda f: "!"),
    (r"(?<![\])A-Za-z0-9!])[(（](?P<words>[^()（）\[\]\n]{1,100})[)）]"
     rf"\[(?P<to>{_FILE})\]",
     lambda f: f"[{f['words']}]({f['to']})"),
    (r"(?P<mark>＊{1,3})(?P<words>[^＊\n]{1,200})(?P=mark)",
     lambda f: f"{'*' * len(f['mark'])}{f['words']}{'*' * len(f['mark'])}"),
    (r"～～(?P<words>[^～\n]{1,200})～～", lambda f: f"~~{f['words']}~~"),
    (r"｀(?P<words>[^｀\n]{1,200})｀", lambda f: f"`{f['words']}`"),
    (r"(?<=>)(?P<blank> ?)(?!\[!\w+\])[\[［][！!](?P<name>[A-Za-z]{3,10})[\]］]",
     lambda f: f"{f['blank']}[!{f['name'].upper()}]"),
    (r"［\^(?P<name>[\w-]{1,40})[\]］]", lambda f: f"[^{f['name']}]"),
    (r"(?<=- )［(?P<tick>[xX \u3000])］(?=\s)",
     lambda f: f"[{f['tick'].replace(chr(0x3000), ' ')}]"),
)  # fmt: skip
"""What stands within a line, and how it was meant."""
_SEEN: Final = re.compile(
    f"[＃＊－＋＞｜｀～！［］（：１-９０．、＿{_BULLETS}\u3000\u00a0]|\\] \\(|\\)\\["
    r"|^[ \t>]*(?:#{2,6}[^#\s]|[-*+][^-*+\s]|[0-9]{1,2}[.)][^\s0-9]|[–—] )",
    re.MULTILINE,
)
_RUNS: Final = re.compile(
    rf"[ \t]*(?:> ?)*(?:[{_BULLETS}]|[0-9０-９]{{1,3}}[．、]|[–—][ ]|[-+－＋][^-+－＋>\s0-9０-９]"
    r"|[*＊][^*＊\s][^*＊]*$|[0-9]{1,2}[.)][^\s0-9.)])"
)
"""What may be prose, and is a list where the next line or the one before begins so, too."""
_TABLE_ROW: Final = re.compile(r"[ \t]*[|｜].*[|｜][ \t]*")
_DIVIDER: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_NEARLY_DIVIDER: Final = re.compile(r"[ \t]*[|｜][ \t|｜:：－—–-]*[－—–-][ \t|｜:：－—–-]*")
"""Hyphens of any kind below the head of a table."""
_ADMONITION: Final = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+[a-z]+(?:[ \t]+\".*\"|[ \t]+[a-z]+)*[ \t]*"
)
_OPEN_LINK: Final = re.compile(
    r"\](?:\((?P<to>[^()<>\s，。；！]+(?:\.(?:md|ya?ml)|/))[，。；！\s]?[^()\n]*$)", re.MULTILINE
)
_FENCE: Final = re.compile(r"(?P<lead>[ \t>]*)(?P<marks>```+|~~~+)(?P<said>.*)")


def marks_are_typed(pieces: Iterable[Prose]) -> Iterator[Problem]:
    """KB110 to KB120: marks of another keyboard, and unfinished blocks, are shown as text."""
    for piece in pieces:
        if _SEEN.search(piece.text):
            yield from _lines(piece)
        if "|" in piece.text or "｜" in piece.text:
            yield from _tables(piece)
        if "!!!" in piece.text or "???" in piece.text:
            yield from _boxes(piece)
        if "```" in piece.text or "~~~" in piece.text:
            yield from _fences(piece)
        if "](" in piece.text:
            yield from _links(piece)


def _links(piece: Prose) -> Iterator[Problem]:
    """KB116: a link whose address has no end shows its brackets."""
    for found in _OPEN_LINK.finditer(piece.plain):
        yield warning("KB116", piece.at(found.start("to")), seen=found["to"])


def _lines(piece: Prose) -> Iterator[Problem]:
    """KB110: what a Chinese keyboard types in place of a mark of Markdown."""
    lines = piece.text.split("\n")
    offset, told = 0, -2
    for number, line in enumerate(lines):
        start = offset
        offset += len(line) + 1
        if not _SEEN.search(line) or piece.is_code(start + len(line) - len(line.lstrip())):
            continue
        around = (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2])
        if _RUNS.match(line) and not any(map(_RUNS.match, around)):
            continue
        meant = as_meant(line, piece.is_code, start)
        if meant == line:
            continue
        goes_on, told = told == number - 1, number
        if goes_on and (line[:1] != meant[:1] or _RUNS.match(line)):  # one list, one answer
            continue
        is_rule = meant.strip() in ("---", "***") and not line.strip().isascii()
        if is_rule and number and lines[number - 1].strip():
            continue  # it would make a heading of the line above
        at = next(n for n, (a, b) in enumerate(zip(line, f"{meant}\0", strict=False)) if a != b)
        if line[at] in "\u3000\u00a0":
            values = {"character": called(line[at]), "fix": meant.strip()}
            yield warning("KB111", piece.at(start + at), **values)
        elif meant == f"{line[:at]} {line[at:]}":
            seen = line[:at].strip()
            yield warning("KB120", piece.at(start), seen=seen, fix=meant.strip())
        elif line[at] in f"{_BULLETS}–—":
            yield warning("KB126", piece.at(start + at), seen=line[at], fix=meant.strip())
        elif line[at].isascii():
            yield warning("KB112", piece.at(start + at), fix=meant.strip())
        else:
            yield warning("KB110", piece.at(start + at), seen=line[at], fix=meant.strip())


def as_meant(line: str, is_code: Callable[[int], bool] | None = None, start: int = 0) -> str:
    """A line of Markdown with plain marks wherever it has others; words keep theirs.

    `start` is where the line begins in the text of which `is_code` tells.
    """
    length = len(line)
    for pattern, write in _LINES:
        if (found := re.fullmatch(pattern, line)) is not None:
            line = write(found)
            break
    for pattern, write in _INLINE:
        for found in reversed(tuple(re.finditer(pattern, line))):
            if is_code is None or not is_code(start + min(found.start(), length - 1)):
                line = f"{line[: found.start()]}{write(found)}{line[found.end() :]}"
    return line


def _sign(found: re.Match[str], blank: str) -> str:
    return f"{found['lead']}{found['mark'].translate(_FULL)}{blank}{found['rest']}".rstrip()


def _tables(piece: Prose) -> Iterator[Problem]:
    """KB110: a table drawn with full-width bars. KB113: one without the line below its head."""
    lines = piece.plain.split("\n")
    offset, block = 0, 0
    for number, line in enumerate(lines):
        is_row = _TABLE_ROW.fullmatch(line) is not None and line.strip("|｜ \t") != ""
        block = block + 1 if is_row else 0
        if is_row and "｜" in line:
            fix = line.replace("｜", "|").strip()
            yield warning("KB110", piece.at(offset + line.index("｜")), seen="｜", fix=fix)
        elif is_row and block == 1 and number + 1 < len(lines):
            after = lines[number + 1]
            is_head = _DIVIDER.fullmatch(after) is not None
            before = lines[number - 1] if number else ""
            columns = line.strip().strip("|").count("|") + 1
            fix = f"|{'---|' * columns}"
            is_divider = _NEARLY_DIVIDER.fullmatch(after) is not None and "\\|" not in line
            has_all = is_head and after.strip().strip("|").count("|") + 1 == columns
            if is_divider and not has_all and not before.strip():
                at = offset + len(line) + 1 + len(after) - len(after.lstrip())
                yield warning("KB129", piece.at(at), seen=after.strip(), fix=fix)
            elif not is_head and not before.strip() and _TABLE_ROW.fullmatch(after):
                yield warning("KB113", piece.at(offset + len(line) - len(line.lstrip())), fix=fix)
        offset += len(line) + 1


def _boxes(piece: Prose) -> Iterator[Problem]:
    """KB114: a box holds what is indented below it."""
    lines = piece.plain.split("\n")
    offset = 0
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if _ADMONITION.fullmatch(line) and after.strip() and not after.startswith(("    ", "\t")):
            yield warning("KB114", piece.at(offset + len(line) + 1), seen=after.strip())
        offset += len(line) + 1


def _fences(piece: Prose) -> Iterator[Problem]:
    """KB115: code that is never closed goes on to the end of the text."""
    opened: tuple[int, str] | None = None
    offset = 0
    for line in piece.text.split("\n"):
        found = _FENCE.fullmatch(line)
        if found and opened is None and "`" not in found["said"]:
            opened = (offset + found.start("marks"), found["marks"])
        elif found and opened is not None and not found["said"].strip():
            mark = opened[1]
            if found["marks"][0] == mark[0] and len(found["marks"]) >= len(mark):
                opened = None
        offset += len(line) + 1
    if opened is not None:
        yield warning("KB115", piece.at(opened[0]), seen=opened[1])
