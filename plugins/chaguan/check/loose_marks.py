"""Rules over marks of Markdown that hold nothing, links and notes without an end among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from chaguan.load import Prose
from chaguan.model import Problem, warning

_NOTE: Final = re.compile(r"\[\^(?P<name>[^\]\s^\[]{1,40})\](?!:)")
_NOTE_BELOW: Final = re.compile(r"^[ >]*\[\^(?P<name>[^\]\s]{1,40})\]:", re.MULTILINE)
_REFERENCE: Final = re.compile(
    r"(?<![\w\]\\])!?\[(?P<words>[^\[\]\n^]{1,200})\]\[(?P<label>[^\[\]\n]{1,100})\]"
)
_DEFINED: Final = re.compile(r"^ {0,3}(?:> ?)*\[(?P<label>[^\]\n^][^\]\n]{0,99})\]:", re.MULTILINE)
_EMPTY: Final = re.compile(r"(?<!\\)\[(?P<words>[^\[\]\n^]{1,200})\]\([ ]*\)")
_LEADS_NOWHERE: Final = re.compile(r"\]\([ ]*\)")
"""What stands in each of them, found in a twentieth of the time."""


class Lines(NamedTuple):
    """Lines of plain words that stand together."""

    start: int
    """Where the first begins in the text."""
    lines: tuple[str, ...]


_OTHER: Final = re.compile(
    r"\s*(?:$|#{1,6}\s|>|[-*+]\s|\d{1,9}[.)]\s|```|~~~|\||:::|：：：|!!!|\?\?\?|===|<|\[[^\]]+\]:)"
    r"|(?: {4}|\t)|[ \t]*(?:[-*_][ \t]*){3,}$"
)
"""What begins no line of a paragraph."""

_HARD_END: Final = re.compile(r"(?:\\| {2,}|<br\s*/?>)\Z")

_NUMBERED: Final = re.compile(
    r"\s{0,3}(?:[\u2460-\u2473\u2474-\u2487\u2776-\u277f]|[（(](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）]"
    r"|[一二三四五六七八九十]{1,3}、|\u3000+\S|[\u2300-\u23ff\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)"
)
"""How people number lines, and what they put in front of them, that is no list in Markdown."""

_LABELLED: Final = re.compile(
    r"\s{0,3}(?:\*{2})?(?:[^\s：:，。、！？()（）<\[`*]{1,8}"
    r"|[A-Z][A-Za-z]{1,14}(?: [A-Za-z]{1,14})?)(?:\*{2})?(?:：|:[ ])(?:\*{2})?\s*\S"
)
"""`時間：…`, as people write what an evening is about."""

_SHORT: Final = 60
"""Letters of a line that holds one thing; longer ones are lines of a text."""

_RULE: Final = re.compile(r" {0,3}-{2,}[ \t]*")

_ENDED: Final = re.compile(r"[。．…；;.]\s*\Z|[。！？]」\s*\Z")

_PAIRED: Final = re.compile(r"(?<![\\*~])(\*\*|~~)(?![*~])")

_TILDE: Final = re.compile(r"(?<![\\~])~(?!~)")

_RANGE: Final = re.compile(r"[0-9０-９][0-9０-９:：.,/時點日月分號元人歲週周%]*[ ]?\Z")


def marks_hold_something(pieces: Iterable[Prose]) -> Iterator[Problem]:
    """KB121 to KB125 and MD112: lines and marks that are shown otherwise than they were meant."""
    for piece in pieces:
        for paragraph in _paragraphs(piece.plain):
            yield from _run_together(piece, paragraph)
            yield from _emphasis(piece, paragraph)
            yield from _struck(piece, paragraph)
            yield from _titled(piece, paragraph)
        if "<!--" in piece.text:
            yield from _hidden(piece)


def _paragraphs(plain: str) -> Iterator[Lines]:
    begun, lines, offset = 0, list[str](), 0
    for line in plain.split("\n"):
        if _OTHER.match(line) and not (lines and _RULE.fullmatch(line)):
            if lines:
                yield Lines(begun, tuple(lines))
            lines = []
        else:
            begun = begun if lines else offset
            lines.append(line)
        offset += len(line) + 1
    if lines:
        yield Lines(begun, tuple(lines))


def loose_lines(lines: tuple[str, ...]) -> list[int]:
    """Those of a paragraph's lines that run into the next, which begins as a line of its own."""
    for pattern in (_NUMBERED, _LABELLED):
        is_one = [
            pattern.match(line) is not None and (pattern is _NUMBERED or len(line) <= _SHORT)
            for line in lines
        ]
        pairs = sum(left and right for left, right in pairwise(is_one))
        if pairs:
            return [
                number
                for number, (line, follows) in enumerate(zip(lines, is_one[1:], strict=False))
                if follows and not _HARD_END.search(line)
            ]
    return []


def _run_together(piece: Prose, paragraph: Lines) -> Iterator[Problem]:
    """KB121: lines that stand below each other in the file become one line of the page."""
    if loose := loose_lines(paragraph.lines):
        at = paragraph.start + sum(len(each) + 1 for each in paragraph.lines[: loose[0]])
        line = paragraph.lines[loose[0]].strip()
        after = paragraph.lines[loose[0] + 1].strip()
        yield warning("KB121", piece.at(at), seen=line, after=after, fix=f"{line}\\")


def _emphasis(piece: Prose, paragraph: Lines) -> Iterator[Problem]:
    """KB122: two marks with a blank inside. KB123: a mark without the other."""
    text = "\n".join(paragraph.lines)
    if "**" not in text and "~~" not in text:
        return
    for sign in ("**", "~~"):
        marks = [found.start() for found in _PAIRED.finditer(text) if found.group() == sign]
        marks = [at for at in marks if not _is_in_word(text, at)]
        for start, end in zip(marks[::2], marks[1::2], strict=False):
            inner = text[start + 2 : end]
            if inner != inner.strip() and inner.strip() and "\n" not in inner:
                seen, fix = text[start : end + 2], f"{sign}{inner.strip()}{sign}"
                yield warning("KB122", piece.at(paragraph.start + start), seen=(seen,), fix=fix)
        if len(marks) % 2:
            begun = text[marks[-1] : marks[-1] + 12].split("\n")[0]
            yield warning("KB123", piece.at(paragraph.start + marks[-1]), seen=begun, sign=sign)


def _is_in_word(text: str, at: int) -> bool:
    """Whether it is the sign of a power, as in 2**10 and x ** 2."""
    around = text[:at].rstrip(" ")[-1:] + text[at + 2 :].lstrip(" ")[:1]
    return len(around) == 2 and around.isascii() and around.isalnum() and around[1].isdigit()


def _struck(piece: Prose, paragraph: Lines) -> Iterator[Problem]:
    """MD112: two single tildes strike out what stands between them."""
    text = "\n".join(paragraph.lines)
    marks = [found.start() for found in _TILDE.finditer(text)] if text.count("~") > 1 else []
    opened: int | None = None
    for at in marks:
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if opened is not None and before.strip():
            yield from _as_shown(piece, paragraph.start, text, opened)
            opened = None
        elif opened is None and after.strip() and before.strip() and before.isalnum():
            opened = at


def _as_shown(piece: Prose, start: int, text: str, at: int) -> Iterator[Problem]:
    """The first of the two, as a tilde that is shown where it stands in a range of numbers."""
    left = _RANGE.search(text[max(at - 12, 0) : at])
    word = left.group() if left else text[max(at - 4, 0) : at].split()[-1]
    right = re.match(r"[^\s，。；、~]{1,8}", text[at + 1 :])
    behind = right.group() if right else ""
    is_range = left is not None and re.match(r" ?[0-9０-９]", text[at + 1 :]) is not None
    yield warning(
        "MD112",
        piece.at(start + at - len(word)),
        seen=(f"{word}~{behind}",),
        fix=f"{word}\\~{behind}",
        range="yes" if is_range else "no",
    )


def _titled(piece: Prose, paragraph: Lines) -> Iterator[Problem]:
    """KB124: hyphens right below a text make a heading of it."""
    offset, above = paragraph.start, 0
    for number, line in enumerate(paragraph.lines):
        if number and above and _RULE.fullmatch(line):
            if above > 1 or _ENDED.search(paragraph.lines[number - 1]):
                yield warning("KB124", piece.at(offset), seen=paragraph.lines[number - 1].strip())
            above = 0
        else:
            above += 1
        offset += len(line) + 1


def _hidden(piece: Prose) -> Iterator[Problem]:
    """KB125: a comment that does not end hides all that follows."""
    at = piece.text.rfind("<!--")
    if "-->" in piece.text[at:]:
        return
    line = piece.text[piece.text.rfind("\n", 0, at) + 1 : at]
    if not line.strip() and len(line) < 4 and not _is_fenced(piece.text, at):
        yield warning("KB125", piece.at(at))


def _is_fenced(text: str, at: int) -> bool:
    fences = re.findall(r"^ {0,3}(?:```|~~~)", text[:at], re.MULTILINE)
    return len(fences) % 2 == 1


def links_say_where(pieces: Iterable[Prose]) -> Iterator[Problem]:
    """MD116: what is to be looked up below the text is not there, and brackets are shown.

    MD117: a link without an address leads to where it stands.
    """
    for piece in pieces:
        if "[" not in piece.plain:
            continue
        if "[^" in piece.plain:
            yield from _notes(piece)
        if "][" in piece.plain:
            yield from _references(piece)
        if _LEADS_NOWHERE.search(piece.plain):
            for found in _EMPTY.finditer(piece.plain):
                yield warning("MD117", piece.at(found.start("words") - 1), seen=found["words"])


def _notes(piece: Prose) -> Iterator[Problem]:
    notes = {found["name"].casefold() for found in _NOTE_BELOW.finditer(piece.plain)}
    for found in _NOTE.finditer(piece.plain):
        if found["name"].casefold() not in notes:
            yield warning("MD116", piece.at(found.start()), seen=found.group())


def _references(piece: Prose) -> Iterator[Problem]:
    defined = {_as_label(found["label"]) for found in _DEFINED.finditer(piece.plain)}
    for found in _REFERENCE.finditer(piece.plain):
        if _as_label(found["label"]) not in defined:
            seen = f"[{found['label']}]"
            yield warning("MD116", piece.at(found.start("label") - 1), seen=seen)


def _as_label(label: str) -> str:
    """A label as labels are compared (CommonMark, 4.7)."""
    return " ".join(label.split()).casefold()
