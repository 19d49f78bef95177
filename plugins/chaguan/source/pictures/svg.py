"""An SVG reduced to what only draws.

Browsers run nothing of an SVG inside `<img>` (SVG Integration, 3.2, secure static mode), but a
reader can open the file by itself. So it is read by events and written anew from an allow-list:
shapes, text, paint, clipping and a few filters; no script, animation, link, picture or style
that fetches. What an editor keeps for itself goes in silence; what would act is named.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final
from xml.parsers import expat

from chaguan.model.frozen import dataclass
from chaguan.source.published_types import DRAWING_DEPTH, DRAWING_PARTS

from .svg_parts import (
    ATTRIBUTES,
    ELEMENTS,
    QUIETLY_DROPPED,
    Parts,
    TooMuchError,
    is_plain_style,
    is_plain_value,
)

SVG: Final = "http://www.w3.org/2000/svg"
_BLANKS: Final = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
"""What a reader of XML would take for a space in an attribute."""
_HREFS: Final = ("href", "http://www.w3.org/1999/xlink href")
_SPACE: Final = "http://www.w3.org/XML/1998/namespace space"
_LOCAL: Final = re.compile(r"#([\w.:-]+)")
_NUMBER: Final = r"[0-9]{0,20}\.?[0-9]{1,20}"
"""Bounded: a longer one is infinite, or keeps the search busy."""
_LENGTH: Final = re.compile(rf"({_NUMBER})(?:\s*px)?")
_CORNER: Final = re.compile(rf"-?{_NUMBER}")
_DECLARATION: Final = re.compile(rb"^(\xef\xbb\xbf)?\s*<\?xml[^>]*\?>")
_DEFAULT: Final = (300.0, 150.0)
"""How large a picture is that does not say (CSS Images 3, 5.1)."""


class NoDrawingError(ValueError):
    """The file is no SVG, or one that would keep a browser busy for ever."""

    def __init__(self, line: int = 1, *, is_too_much: bool = False) -> None:
        super().__init__(line)
        self.line = line
        self.is_too_much = is_too_much


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG that only draws."""

    svg: bytes
    """UTF-8, without declaration, comments and metadata."""
    width: int
    height: int
    removed: tuple[tuple[int, str], ...]
    """The line and name of what would have acted."""


def drawing_of(raw: bytes) -> Drawing:
    """The harmless part of an SVG; NoDrawingError where there is none."""
    text = _DECLARATION.sub(b"", raw)
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as failure:
        raise NoDrawingError from failure
    reading = _Reading()
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    reading.listen_to(parser)
    try:
        parser.Parse(text, True)
    except expat.ExpatError as failure:
        raise NoDrawingError(failure.lineno) from failure
    if reading.size is None:
        raise NoDrawingError
    try:
        cost = reading.parts.cost
    except TooMuchError as failure:
        raise NoDrawingError(is_too_much=True) from failure
    if cost > DRAWING_PARTS:
        raise NoDrawingError(is_too_much=True)
    width, height = reading.size
    return Drawing("".join(reading.written).encode(), width, height, tuple(reading.removed))


class _Reading:
    """The events of one file, written as they come."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.removed: list[tuple[int, str]] = []
        self.parts = Parts()
        self.size: tuple[int, int] | None = None
        self._open: list[int] = []
        self._dropped = 0
        self._style: list[str] | None = None

    def listen_to(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity

    def _entity(self, *_: object) -> None:
        raise NoDrawingError(self._parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self._dropped:
            self._dropped += 1
            return
        if self.size is None and (local != "svg" or space != SVG):
            raise NoDrawingError(self._parser.CurrentLineNumber)
        if space != SVG or local not in ELEMENTS:
            if space == SVG and local not in QUIETLY_DROPPED:
                self._remove(f"<{local}>")
            self._dropped = 1
            return
        if len(self._open) >= DRAWING_DEPTH:
            raise NoDrawingError(self._parser.CurrentLineNumber, is_too_much=True)
        if local == "style":
            self._style = []
            self._open.append(-1)
            return
        kept = self._kept(local, attributes)
        if self.size is None:
            kept = self._sized(kept)
        self._add_part(local, kept)
        inside = "".join(
            f' {key}="{escape(value).translate(_BLANKS)}"' for key, value in kept.items()
        )
        self.written.append(f"<{local}{inside}>")

    def _end(self, name: str) -> None:
        if self._dropped:
            self._dropped -= 1
            return
        self._open.pop()
        local = name.rpartition(" ")[2]
        if local != "style":
            self.written.append(f"</{local}>")
            return
        style, self._style = "".join(self._style or ()), None
        if is_plain_style(style):
            self.written.append(f"<style>{escape(style, quote=False)}</style>")
        else:
            self._remove("<style>")

    def _text(self, words: str) -> None:
        if self._style is not None and not self._dropped:
            self._style.append(words)
        elif not self._dropped:
            self.written.append(escape(words, quote=False))

    def _remove(self, what: str) -> None:
        self.removed.append((self._parser.CurrentLineNumber, what))

    def _kept(self, element: str, attributes: dict[str, str]) -> dict[str, str]:
        kept = {}
        for name, value in attributes.items():
            if name in _HREFS:
                if _LOCAL.fullmatch(value.strip()):
                    kept["href"] = value.strip()
                else:
                    self._remove(f"{element} href")
            elif name == _SPACE:
                kept["xml:space"] = value
            elif name.lower().startswith("on"):
                self._remove(name)
            elif name == "style" or name in ATTRIBUTES:
                check = is_plain_style if name == "style" else is_plain_value
                if check(value):
                    kept[name] = value
                else:
                    self._remove(f"{element} {name}")
        return kept

    def _sized(self, kept: dict[str, str]) -> dict[str, str]:
        """The root, which says how large it is; width and height stand for a missing view box."""
        corners = [*map(float, _CORNER.findall(kept.get("viewBox", "")))]
        has_box = len(corners) == 4 and min(corners[2:]) > 0
        fallback = (corners[2], corners[3]) if has_box else _DEFAULT
        found = [_LENGTH.fullmatch(kept.get(name, "").strip()) for name in ("width", "height")]
        wide, high = fallback
        if found[0] and found[1] and float(found[0][1]) and float(found[1][1]):
            wide, high = float(found[0][1]), float(found[1][1])
        shrink = min(1.0, 4096 / max(wide, high))
        self.size = (max(1, round(wide * shrink)), max(1, round(high * shrink)))
        kept.pop("x", None)
        kept["xmlns"] = SVG
        kept["width"], kept["height"] = (str(each) for each in self.size)
        if not has_box:
            kept["viewBox"] = f"0 0 {wide:g} {high:g}"
        return kept

    def _add_part(self, name: str, kept: dict[str, str]) -> None:
        if len(self.parts.every) > DRAWING_PARTS:
            raise NoDrawingError(self._parser.CurrentLineNumber, is_too_much=True)
        parent = self._open[-1] if self._open else None
        self._open.append(self.parts.add(name, kept, parent))
