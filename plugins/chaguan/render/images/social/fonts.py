"""Fonts that are on this machine, and which letters they have; nothing is fetched."""

from __future__ import annotations

import os
import struct
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from chaguan.model import base
from chaguan.model.frozen import dataclass

if TYPE_CHECKING:
    from PIL import ImageFont

    from .face import CardFace

_WHEELS: Final = {
    "zh-Hant": ("pylopdf_fonts_zh_tw", "NotoSerifTC-Regular.otf"),
    "zh-Hans": ("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf"),
    "ja": ("pylopdf_fonts_jp", "NotoSerifJP-Regular.otf"),
    "ko": ("pylopdf_fonts_ko", "NotoSerifKR-Regular.otf"),
}
"""Packages on PyPI that hold nothing but fonts (SIL OFL 1.1)."""
_SHARED: Final = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
"""The folders of a system's data (XDG Base Directory Specification)."""
_COLLECTIONS: Final = tuple(
    Path(folder) / "fonts" / place / "NotoSerifCJK-Regular.ttc"
    for folder in _SHARED.split(":")
    for place in ("opentype/noto", "noto-cjk", "google-noto-serif-cjk-fonts")
)
"""Where Debian, Arch and Fedora keep Noto Serif CJK."""
_MEMBERS: Final = {"ja": 0, "ko": 1, "zh-Hans": 2, "zh-Hant": 3}
"""The order of the fonts in the collection."""


@dataclass(frozen=True)
class Font:
    """A font file, or a member of a collection."""

    path: Path
    member: int = 0

    @property
    def key(self) -> str:
        """Tells this font from others, on any machine."""
        return f"{self.path.name}:{self.member}:{self.path.stat().st_size}"

    def has(self, letter: str) -> bool:
        return ord(letter) in _letters(self.path, self.member)

    def sized(self, size: int) -> ImageFont.FreeTypeFont:
        return _opened(self.path, self.member, size)


def fonts_for(language: str) -> tuple[Font, ...]:
    """The fonts for a language, the best first; empty where this machine has none."""
    wanted = _script(language)
    order = dict.fromkeys((wanted, *_WHEELS))
    wheels = [Font(path) for each in order if (path := _in_wheel(*_WHEELS[each]))]
    collection = next(filter(Path.is_file, _COLLECTIONS), None)
    system = [Font(collection, _MEMBERS[wanted])] if collection else []
    own = [font for font in wheels if font.path.name == _WHEELS[wanted][1]]
    return tuple(dict.fromkeys((*own, *system, *wheels)))


def drawable(text: str, fonts: Iterable[Font]) -> str | None:
    """The text without the pictures that no font has; None where a letter is missing.

    None, too, where a mark is a character of its own (`tsia̍h`): without shaping it stands beside
    its letter, and without it there is another word.
    """
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        if unicodedata.combining(letter):
            return None
        if any(font.has(letter) for font in fonts):
            kept.append(letter)
        elif unicodedata.category(letter)[0] in "LN":
            return None
    return " ".join("".join(kept).split())


def is_drawable(face: CardFace) -> bool:
    """Whether the fonts of this machine have all letters of a card."""
    fonts = fonts_for(face.language)
    return bool(fonts) and all(drawable(text, fonts) is not None for text in face.texts)


def _script(language: str) -> str:
    if language in _WHEELS:
        return language
    kind = base(language)
    if kind == "zh":
        return "zh-Hans" if language.endswith(("CN", "SG")) else "zh-Hant"
    return kind if kind in _WHEELS else "zh-Hant"


@cache
def _in_wheel(package: str, name: str) -> Path | None:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / name
    return path if path.is_file() else None


@cache
def _opened(path: Path, member: int, size: int) -> ImageFont.FreeTypeFont:
    """Without shaping: the same on every machine, and quick."""
    from PIL import ImageFont

    return ImageFont.truetype(path, size, member, layout_engine=ImageFont.Layout.BASIC)


@cache
def _letters(path: Path, member: int) -> frozenset[int]:
    """The code points that a font draws (OpenType 1.9, `cmap` formats 4 and 12)."""
    with path.open("rb") as file:
        start = 0
        if file.read(4) == b"ttcf":
            file.seek(12 + 4 * member)
            (start,) = struct.unpack(">I", file.read(4))
        file.seek(start + 4)
        (tables,) = struct.unpack(">H", file.read(2))
        file.seek(start + 12)
        directory = [struct.unpack(">4sIII", file.read(16)) for _ in range(tables)]
        offset, length = next((at, size) for tag, _, at, size in directory if tag == b"cmap")
        file.seek(offset)
        table = file.read(length)
    (count,) = struct.unpack_from(">H", table, 2)
    places = {struct.unpack_from(">HHI", table, 4 + 8 * n)[2] for n in range(count)}
    found: set[int] = set()
    for place in places:
        (form,) = struct.unpack_from(">H", table, place)
        if form == 12:
            (groups,) = struct.unpack_from(">I", table, place + 12)
            for number in range(groups):
                first, last, glyph = struct.unpack_from(">III", table, place + 16 + 12 * number)
                found.update(range(first + (glyph == 0), last + 1))
    return frozenset(found)
