"""A card as a PNG: ink on paper, a seal of persimmon.

Every ink has its ramp of colours from the paper below it, so the picture needs a palette only,
is small, and letters stay sharp.
"""

from __future__ import annotations

import colorsys
import io
from collections.abc import Iterator
from functools import cache, partial
from typing import Final

from PIL import Image, ImageColor, ImageDraw, ImageOps

from .face import SIZE, CardFace, Face, Leaf
from .fonts import Font, drawable, fonts_for
from .line_breaks import cut, shortened, wrapped

PAPER, SHEET, WHITE = (250, 245, 234), (255, 253, 247), (255, 255, 255)
INK, SOFT, LINE, PERSIMMON = (43, 38, 34), (101, 90, 78), (205, 190, 160), (171, 65, 25)
STEPS: Final = 12
"""Shades between paper and ink."""
RAMPS: Final = (
    (PAPER, INK),
    (PAPER, SOFT),
    (PAPER, PERSIMMON),
    (PAPER, LINE),
    (LINE, SHEET),
    (SHEET, INK),
    (SHEET, SOFT),
    (PERSIMMON, WHITE),
)
ON_FACES: Final = 256 - len(RAMPS) * STEPS
"""Colours left for faces."""
MARGIN: Final = 84
TITLES: Final = ((112, 1), (92, 2), (76, 3), (64, 3), (54, 4), (46, 4))
"""Sizes of the title, the largest first, and how many lines each may take."""
Ramp = tuple[tuple[int, int, int], tuple[int, int, int]]
"""From the paper to the ink."""
LARGEST_PICTURE: Final = 40_000_000
"""Pixels of a face's picture; a larger one is not opened."""


class MissingLetterError(Exception):
    """No font on this machine has a letter that the card needs."""


def card(face: CardFace) -> bytes:
    """The card as a PNG of 1200 by 630 pixels; `MissingLetterError` where it could not be read."""
    return _Card(face).png()


class _Card:
    def __init__(self, face: CardFace) -> None:
        self._face = face
        self._fonts = fonts_for(face.language)
        self._image = Image.new("P", SIZE, 0)
        self._palette = list(_palette(face.accent))

    def png(self) -> bytes:
        face = self._face
        left = MARGIN
        if face.leaf is not None:
            self._leaf(face.leaf, MARGIN, 172)
            left = MARGIN + 252
        elif face.is_portrait and face.faces:
            self._faces(face.faces[:1], MARGIN, 188, 232)
            left = MARGIN + 280
        width = SIZE[0] - MARGIN - left
        if face.kicker:
            self._text(self._cut(face.kicker, 36, width), 36, MARGIN, 64, (PAPER, PERSIMMON))
        self._words(left, width)
        self._foot()
        file = io.BytesIO()
        self._image.putpalette(self._palette)
        self._image.save(file, "PNG", compress_level=6)
        return file.getvalue()

    def _words(self, left: int, width: int) -> None:
        """Title and lines, one block in the middle of their room."""
        face = self._face
        size, titles = self._title(width)
        step = round(size * 1.24)
        lines = [self._cut(line, 36, width) for line in face.lines if line]
        tall = step * len(titles) + (26 + 52 * len(lines) if lines else 0)
        top = 118 + max(0, (492 - 118 - tall) // 2)
        for number, line in enumerate(titles):
            self._text(line, size, left, top + step * number, (PAPER, INK))
        top += step * len(titles) + 26
        for number, line in enumerate(lines):
            self._text(line, 36, left, top + 52 * number, (PAPER, SOFT))

    def _title(self, width: int) -> tuple[int, tuple[str, ...]]:
        title = self._legible(self._face.title)
        lines: tuple[str, ...] = ()
        room = 3 if len([line for line in self._face.lines if line]) > 1 else 4
        for size, most in TITLES:
            lines = wrapped(title, width, partial(self._width, size=size))
            if len(lines) <= min(most, room):
                return size, lines
        size, most = TITLES[-1][0], min(TITLES[-1][1], room)
        return size, shortened(lines, most, width, partial(self._width, size=size))

    def _foot(self) -> None:
        """The seal, the community's name, and who is part of it."""
        face = self._face
        width = SIZE[0]
        line = Image.new("L", (width - 2 * MARGIN, 2), 255)
        self._mask(line, MARGIN, 506, (PAPER, LINE))
        self._mask(_rounded(64, 64, 10), MARGIN, 534, (PAPER, PERSIMMON))
        self._centred(face.seal, 44, MARGIN + 4, 538, 56, 56, (PERSIMMON, WHITE))
        shown = face.faces[:5] if not face.is_portrait else ()
        across = 76 * len(shown)
        room = width - 2 * MARGIN - 88 - across
        self._text(self._cut(face.site, 36, room), 36, MARGIN + 88, 542, (PAPER, INK))
        if shown:
            self._faces(shown, width - MARGIN - across + 12, 534, 64)

    def _leaf(self, leaf: Leaf, x: int, y: int) -> None:
        wide, tall, head = 208, 264, 62
        outer, inner = _rounded(wide, tall, 18), _rounded(wide - 4, tall - 4, 16)
        self._mask(outer, x, y, (PAPER, LINE))
        self._mask(inner, x + 2, y + 2, (LINE, SHEET), inner.point([0] + [255] * 255))
        self._mask(outer.crop((0, 0, wide, head)), x, y, (PAPER, PERSIMMON))
        self._centred(leaf.month, 34, x + 16, y + 6, wide - 32, 50, (PERSIMMON, WHITE))
        self._centred(leaf.number, 112, x + 16, y + head + 10, wide - 32, 118, (SHEET, INK))
        self._centred(leaf.weekday, 32, x + 16, y + 204, wide - 32, 46, (SHEET, SOFT))

    def _faces(self, faces: tuple[Face, ...], x: int, y: int, size: int) -> None:
        """Round faces in a row, in the colours that are left."""
        strip = Image.new("RGB", ((size + 12) * len(faces), size), PAPER)
        for number, face in enumerate(faces):
            drawn = _photo(face.picture, size) or self._initial(face, size)
            strip.paste(drawn, (number * (size + 12), 0), _circle(size))
        few = strip.quantize(ON_FACES, dither=Image.Dither.NONE)
        first = len(RAMPS) * STEPS
        colours = (few.getpalette() or [])[: 3 * ON_FACES]
        self._palette[3 * first : 3 * first + len(colours)] = colours
        self._image.paste(few.point([min(255, first + n) for n in range(256)]), (x, y))

    def _initial(self, face: Face, size: int) -> Image.Image:
        paper, ink = _hue(face.hue, 0.82, 0.38), _hue(face.hue, 0.24, 0.45)
        drawn = Image.new("RGB", (size, size), paper)
        strip = self._strip(self._legible(face.initial), round(size * 0.5))
        box = strip.getbbox() or (0, 0, 1, 1)
        letter = strip.crop(box)
        at = ((size - letter.width) // 2, (size - letter.height) // 2)
        drawn.paste(ink, (*at, at[0] + letter.width, at[1] + letter.height), letter)
        return drawn

    def _centred(
        self,
        text: str,
        size: int,
        x: int,
        y: int,
        wide: int,
        tall: int,
        ramp: Ramp,
    ) -> None:
        """A text in the middle of a box, by its ink."""
        strip = self._strip(self._cut(text, size, wide), size)
        box = strip.getbbox()
        if box is not None:
            ink = strip.crop(box)
            self._mask(ink, x + (wide - ink.width) // 2, y + (tall - ink.height) // 2, ramp)

    def _text(self, text: str, size: int, x: int, y: int, ramp: Ramp) -> None:
        if text:
            self._mask(self._strip(text, size), x, y, ramp)

    def _mask(
        self, mask: Image.Image, x: int, y: int, ramp: Ramp, within: Image.Image | None = None
    ) -> None:
        """Ink where the mask is, in as many shades as the ramp has; paper where it is not.

        What is not `within` stays as it was.
        """
        first = RAMPS.index(ramp) * STEPS
        shades = [first + (n * (STEPS - 1) + 127) // 255 for n in range(256)]
        self._image.paste(mask.point(shades), (x, y), within)

    def _strip(self, text: str, size: int) -> Image.Image:
        """A line of text, white on black, as tall as its font."""
        strip = Image.new("L", (max(1, round(self._width(text, size)) + 4), round(size * 1.36)), 0)
        draw, x = ImageDraw.Draw(strip), 0.0
        for font, run in self._runs(text):
            draw.text((x, round(size * 1.06)), run, 255, font.sized(size), anchor="ls")
            x += self._width(run, size)
        return strip

    def _runs(self, text: str) -> Iterator[tuple[Font, str]]:
        """The text in pieces that one font can draw."""
        run, last = "", self._fonts[0]
        for letter in text:
            font = next((font for font in self._fonts if font.has(letter)), None)
            if font is None:
                raise MissingLetterError(letter)
            if font != last and run:
                yield last, run
                run = ""
            run, last = run + letter, font
        if run:
            yield last, run

    def _width(self, text: str, size: int) -> float:
        return sum(_advance(self._fonts, letter, size) for letter in text)

    def _cut(self, text: str, size: int, width: int) -> str:
        return cut(self._legible(text), width, partial(self._width, size=size))

    def _legible(self, text: str) -> str:
        kept = drawable(text, self._fonts)
        if kept is None or not self._fonts:
            raise MissingLetterError(text)
        return kept


@cache
def _advance(fonts: tuple[Font, ...], letter: str, size: int) -> float:
    font = next((font for font in fonts if font.has(letter)), fonts[0])
    return font.sized(size).getlength(letter)


@cache
def _palette(accent: str) -> tuple[int, ...]:
    """The colours of all ramps; where a ramp says persimmon, the town's own `#rrggbb` stands."""
    own = {PERSIMMON: ImageColor.getrgb(accent)[:3]}
    colours = []
    for ramp in RAMPS:
        paper, ink = (own.get(each, each) for each in ramp)
        for step in range(STEPS):
            share = step / (STEPS - 1)
            colours += [round(a + (b - a) * share) for a, b in zip(paper, ink, strict=True)]
    return (*colours, *(0 for _ in range(768 - len(colours))))


@cache
def _rounded(wide: int, tall: int, radius: int) -> Image.Image:
    """A mask with round corners, drawn large for smooth edges."""
    mask = Image.new("L", (wide * 4, tall * 4), 0)
    box = (0, 0, wide * 4 - 1, tall * 4 - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius * 4, fill=255)
    return mask.resize((wide, tall), Image.Resampling.BOX)


@cache
def _circle(size: int) -> Image.Image:
    return _rounded(size, size, size // 2)


@cache
def _photo(picture: bytes, size: int) -> Image.Image | None:
    """A picture as a square; None where it is none, or one that nobody should open."""
    if not picture:
        return None
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            if opened.width * opened.height > LARGEST_PICTURE:
                return None
            opened.draft("RGB", (size * 2, size * 2))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return ImageOps.fit(upright, (size, size), Image.Resampling.LANCZOS)


def _hue(degrees: int, lightness: float, saturation: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hls_to_rgb(degrees / 360, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)
