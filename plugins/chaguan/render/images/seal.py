"""A town's sign where it has no logo of its own: a seal with the first letter of its name.

The drawing (SVG) is for browsers, which have a font for every letter; the pictures (PNG), which
phones ask for, are drawn with the fonts for link cards, or as a pattern where none has the letter.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import blake2b, sha256
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from chaguan.build.entries import Entries

from .social.fonts import fonts_for

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

SIZES: Final = {"favicon.png": 48, "icon-192.png": 192, "icon-512.png": 512}
"""The pictures of a sign, by the name of their file: pixels, square."""
PAPER: Final = "#fffdf7"
LARGEST: Final = 4 * 1024**2
"""Bytes of kept signs: some hundreds."""
CELLS: Final = 5
"""Squares in a row of the pattern; its left half is mirrored."""
SERIF: Final = "Songti TC, Noto Serif TC, Noto Serif CJK TC, PMingLiU, Noto Serif, Georgia, serif"


def signs(
    name: str, ink: str, language: str, entries: Entries, logo: bytes = b""
) -> Iterator[tuple[str, bytes]]:
    """The files of a town's sign, by their names: of its logo, else of its seal.

    `ink` is the seal's colour, `#rrggbb`; `language` chooses among fonts for 漢字. Pictures that
    were drawn before are in `entries`.
    """
    letter = next((each for each in name if each.isalnum()), "·").upper()
    is_drawing = b"<svg" in logo[:1_000]
    drawing = logo if is_drawing else seal_drawing(letter, ink, PAPER).encode()
    for file in ("favicon.svg", "icon.svg"):
        yield file, drawing
    logo = b"" if is_drawing else logo
    key = _key(letter, ink, language, logo)
    kept = entries.parts(key)
    if len(kept) != len(SIZES):
        kept = tuple(
            (logo_picture(logo, size) if logo else None)
            or seal_picture(letter, size, ink, PAPER, language)
            for size in SIZES.values()
        )
        entries.put(key, kept)
        entries.tidy((key,), LARGEST)
    yield from zip(SIZES, kept, strict=True)


def _key(letter: str, ink: str, language: str, logo: bytes) -> str:
    """Two signs with one key look alike: all that is drawn, the fonts, and what draws."""
    here = Path(__file__)
    code = here.read_bytes() + (here.parent / "social" / "fonts.py").read_bytes()
    fonts = [font.key for font in fonts_for(language)]
    said = repr((letter, ink, fonts, version("pillow"))).encode()
    return sha256(b"".join(sha256(part).digest() for part in (said, code, logo))).hexdigest()[:32]


def seal_drawing(letter: str, ink: str, paper: str) -> str:
    """The seal as SVG; colours as `#rrggbb`."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="11" fill="{ink}"/>'
        f'<rect x="4.5" y="4.5" width="55" height="55" rx="7" fill="none" stroke="{paper}"'
        ' stroke-width="1.6" opacity=".75"/>'
        f'<text x="32" y="46" text-anchor="middle" font-family="{SERIF}" font-size="40"'
        f' font-weight="600" fill="{paper}">{escape(letter)}</text></svg>\n'
    )


def seal_picture(letter: str, size: int, ink: str, paper: str, language: str) -> bytes:
    """The seal as a PNG of `size` by `size` pixels; the same bytes on machines with one font."""
    from PIL import Image, ImageDraw

    large = size * 4  # drawn large for smooth edges
    image = Image.new("RGBA", (large, large), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, large - 1, large - 1), large * 11 // 64, fill=ink)
    inset, width = large * 9 // 128, max(1, large // 40)
    box = (inset, inset, large - inset, large - inset)
    draw.rounded_rectangle(box, large * 7 // 64, outline=paper, width=width)
    font = next((font for font in fonts_for(language) if font.has(letter)), None)
    if font is None:
        _pattern(draw, letter, large, paper)
    else:
        middle = (large // 2, large // 2)
        draw.text(middle, letter, paper, font.sized(large * 5 // 8), anchor="mm")
    return _png(image.resize((size, size), Image.Resampling.BOX))


def logo_picture(logo: bytes, size: int) -> bytes | None:
    """A logo as a square PNG, nothing of it cut off; None where it is no picture of pixels."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(logo)) as opened:
            shown = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    inside = ImageOps.contain(shown, (size, size), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    square.paste(inside, ((size - inside.width) // 2, (size - inside.height) // 2))
    return _png(square)


def _pattern(draw: ImageDraw.ImageDraw, letter: str, size: int, paper: str) -> None:
    """Squares that the letter decides on, the right half as the left."""
    bits = int.from_bytes(blake2b(letter.encode(), digest_size=4).digest(), "little")
    start, cell = size * 12 // 64, size * 8 // 64
    for row in range(CELLS):
        for column in range(CELLS):
            at = row * 3 + min(column, CELLS - 1 - column)
            if bits >> at & 1:
                left, top = start + column * cell, start + row * cell
                draw.rectangle((left, top, left + cell - 1, top + cell - 1), fill=paper)


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
