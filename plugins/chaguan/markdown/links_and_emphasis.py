"""Links, pictures and emphasis of a line, found together, since links bind tighter (CommonMark, 6).

All of a line becomes one element without meaning, whose place its parts take once the site's own
patterns have seen them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from .atoms import Atoms, literal
from .bare_links import BARE_BEGINS, MAIL_AFTER, MAIL_BEFORE, bare_link, bare_target, trimmed
from .emphasis import Emphasised, Piece, Run, resolved, run
from .han_lines import HOLDER
from .link_targets import Target, label_at, normal, target_at

AFTER_SITE_PATTERNS: Final = 165
MOST_BARE: Final = 500
"""Bare addresses in one paragraph; the converter needs a square of their number."""
_STASHED: Final = re.compile("\x02klzzwxh:([0-9]+)\x03")
_TOKEN: Final = re.compile(
    f"\x02[^\x02\x03]*\x03|(\\*+|_+|~+)|(!?\\[)|(\\])|({BARE_BEGINS})|(@)", re.IGNORECASE
)
_BEGINS: Final = r"[*_~\[@:w](?:(?<=[*_~\[@])|(?<=:)//|(?<=w)ww\.)"
"""A sign, `://` or `www.`; written so that others are passed over quickly."""
_AMPERSAND: Final = re.compile(r"&(?=#?\w+;)")
_LETTER: Final = re.compile("\x02([0-9]+)\x03")
Says = Callable[[str], str]
"""Tells text with placeholders in plain words."""


class LinksAndEmphasis(InlineProcessor):
    """Reads a whole line at once."""

    def __init__(
        self, md: Markdown, atoms: Atoms, targets: Mapping[str, Target], has_strikes: bool
    ) -> None:
        super().__init__(_BEGINS, md)
        self.md = md
        self._atoms = atoms
        self._targets = targets
        self._has_strikes = has_strikes
        self._plain = ""
        """The last line in which nothing was found."""

    def reset(self) -> None:
        """Forget the last text."""
        self._plain = ""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        if data == self._plain:
            return None, None, None
        is_in_link = "a" in self.md.treeprocessors["inline"].ancestors  # type: ignore[attr-defined]
        line = _Line(data, self._stash(data), self._targets, self._has_strikes, is_in_link)
        pieces = line.pieces()
        if not line.has_any:
            self._plain = data
            return None, None, None
        return _element(HOLDER, pieces, self.unescape), 0, len(data)

    def _stash(self, data: str) -> dict[int, str]:
        """What stood in the source where a placeholder stands, by where that begins."""
        found = {}
        stashed = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]
        for place in _STASHED.finditer(data):
            node = stashed.get(place.group(1))
            known = self._atoms.sources.get(id(node))
            if known is not None:
                found[place.start()] = known[1]
        return found


class _Line:
    """One line while it is read."""

    def __init__(
        self,
        data: str,
        stash: dict[int, str],
        targets: Mapping[str, Target],
        has_strikes: bool,
        is_in_link: bool,
    ) -> None:
        self.data = data
        is_crowd = sum(map(data.count, ("://", "www.", "@"))) > MOST_BARE
        self._is_in_link = is_in_link or is_crowd
        self.has_any = False
        self._stash = stash
        self._targets = targets
        self._has_strikes = has_strikes
        self._raw = data
        self._places: list[int] = []
        """Where each placeholder ends in `data`, and in `_raw`."""
        self._raw_places: list[int] = []
        self._raw_starts: list[int] = []
        """Where what each placeholder stands for begins in `_raw`."""
        if stash:
            self._expand()

    def _expand(self) -> None:
        parts, at, length = [], 0, 0
        for place in _STASHED.finditer(self.data):
            source = self._stash.get(place.start())
            if source is None:
                continue
            before = self.data[at : place.start()]
            parts += [before, source]
            self._raw_starts.append(length + len(before))
            length += len(before) + len(source)
            at = place.end()
            self._places.append(at)
            self._raw_places.append(length)
        self._raw = "".join((*parts, self.data[at:]))

    def pieces(self) -> list[str | Emphasised]:
        """The line as text and spans."""
        pieces: list[Piece] = []
        openers: list[tuple[int, str, int, bool]] = []
        is_dead: set[int] = set()
        at, data = 0, self.data
        position = 0
        while found := _TOKEN.search(data, position):
            position = found.end()
            signs, opens, closes, begins, at_sign = found.groups()
            if signs:
                made = self._run(signs, found.start(), position)
                if made is not None:
                    pieces += [data[at : found.start()], made]
                    at = position
            elif opens:
                pieces += [data[at : found.start()], opens]
                openers.append((len(pieces) - 1, opens, position, True))
                at = position
            elif (begins or at_sign) and not (self._is_in_link or openers):
                address = self._bare(found.start()) if begins else self._mail(found.start(), at)
                if address is not None and address[0] >= at:
                    pieces += [data[at : address[0]], address[2]]
                    at = position = address[1]
                    self.has_any = True
            elif closes and openers:
                index, sign, begun, _ = openers.pop()
                if index in is_dead:
                    continue
                link = self._link(begun, found.start(), position)
                if link is None:
                    continue
                bare_target, position = link
                inner = resolved([*pieces[index + 1 :], data[at : found.start()]])
                values = {"href" if sign == "[" else "src": bare_target.address}
                if bare_target.title is not None:
                    values["title"] = bare_target.title
                del pieces[index:]
                tag = "a" if sign == "[" else "img"
                pieces.append(Emphasised(tag, list(inner), values))
                at = position
                self.has_any = True
                if sign == "[":
                    is_dead |= {each[0] for each in openers if each[1] == "["}
        pieces.append(data[at:])
        self.has_any = self.has_any or any(isinstance(each, Run) for each in pieces)
        return resolved(pieces)

    def _bare(self, start: int) -> tuple[int, int, Emphasised] | None:
        """The bare address at `start`: from where to where, and the link that it is."""
        begun = self._in_raw(start)
        found = bare_link().match(self._raw, begun)
        address = trimmed(found.group()) if found else ""
        end = self._in_data(begun + len(address))
        if not address or end is None:
            return None
        # What looks like an entity would stay one: nothing in a bare address is.
        shown = _AMPERSAND.sub("&amp;", address)
        return start, end, Emphasised("a", [literal(shown)], {"href": bare_target(shown)})

    def _mail(self, sign: int, since: int) -> tuple[int, int, Emphasised] | None:
        """The mail address around the sign at `sign`."""
        before = MAIL_BEFORE.search(self.data, since, sign)
        after = MAIL_AFTER.match(self.data, sign + 1)
        if before is None or after is None:
            return None
        address = self.data[before.start() : after.end()]
        span = Emphasised("a", [literal(address)], {"href": bare_target(address)})
        return before.start(), after.end(), span

    def _run(self, signs: str, start: int, end: int) -> Run | None:
        sign = signs[0]
        if sign == "~" and (not self._has_strikes or len(signs) > 2):
            return None
        made = run(sign, len(signs), self._before(start), self._after(end))
        return made if made.opens or made.closes else None

    def _before(self, at: int) -> str:
        if at and self.data[at - 1] == "\x03":
            start = self.data.rfind("\x02", 0, at)
            return self._letter(self.data[start:at], start, -1)
        return self.data[at - 1 : at]

    def _after(self, at: int) -> str:
        if self.data.startswith("\x02", at):
            return self._letter(self.data[at : self.data.find("\x03", at) + 1], at, 0)
        return self.data[at : at + 1]

    def _letter(self, place: str, at: int, which: int) -> str:
        if found := _LETTER.fullmatch(place):
            return chr(int(found.group(1)))
        source = self._stash.get(at)
        return source[which] if source else "-"

    def _link(self, begun: int, closed: int, after: int) -> tuple[Target, int] | None:
        """Where a pair of brackets leads, and where that ends."""
        raw, at = self._raw, self._in_raw(after)
        if raw.startswith("(", at):
            found = target_at(raw, at)
            if found is not None and (end := self._in_data(found[1])) is not None:
                return found[0], end
        label, end_of_label = raw[self._in_raw(begun) : self._in_raw(closed)], at
        if raw.startswith("[", at):
            named = label_at(raw, at)
            if named is not None:
                label, end_of_label = named
            elif raw.startswith("[]", at):
                end_of_label = at + 2
        checked = label_at(f"[{label}]", 0)
        if checked is None or checked[1] != len(label) + 2:
            return None
        bare_target = self._targets.get(normal(label))
        end = self._in_data(end_of_label)
        return (bare_target, end) if bare_target is not None and end is not None else None

    def _in_raw(self, at: int) -> int:
        """Where in the source a place of the line is, that is in no placeholder."""
        number = bisect_right(self._places, at)
        if not number:
            return at
        return self._raw_places[number - 1] + at - self._places[number - 1]

    def _in_data(self, at: int) -> int | None:
        """Where in the line a place of the source is; None within a placeholder."""
        number = bisect_right(self._raw_places, at)
        if number < len(self._raw_starts) and at > self._raw_starts[number]:
            return None
        if not number:
            return at
        return at + self._places[number - 1] - self._raw_places[number - 1]


def _element(tag: str, pieces: list[str | Emphasised], says: Says) -> Element:
    """An element of text and spans."""
    made = Element(tag)
    last: Element | None = None
    for piece in pieces:
        if isinstance(piece, Emphasised):
            last = _span(piece, says)
            made.append(last)
        elif last is None:
            made.text = (made.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece
    return made


def _span(span: Emphasised, says: Says) -> Element:
    if span.tag == "img":
        return Element("img", {"alt": says("".join(_words(span.inner))), **span.values})
    inner = span.inner
    if span.tag == "a":
        inner = [
            each.replace("[", literal("[")) if isinstance(each, str) else each for each in inner
        ]
    made = _element(span.tag, inner, says)
    for name, value in span.values.items():
        made.set(name, value)
    return made


def _words(pieces: list[str | Emphasised]) -> Iterator[str]:
    """The words of a picture, without markup."""
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        else:
            yield from _words(piece.inner)
