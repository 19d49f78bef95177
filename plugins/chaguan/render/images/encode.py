"""A photograph made anew: the one place of Chaguan that decodes pixels.

What comes out is made of pixels alone, turned as the camera says and in sRGB: no Exif, no
position, no profile, no comment, nothing behind the end. The same bytes in, the same bytes out,
with the same Pillow and codecs (see `RECIPE`).
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import Final

from PIL import Image, ImageCms, ImageOps, ImageSequence, features
from PIL import __version__ as pillow

from chaguan.model.frozen import dataclass
from chaguan.source import (
    LONGEST_SIDE,
    MOST_PIXELS,
    PICTURE_BYTES,
    NoDrawingError,
    drawing_of,
    head_of,
)

WIDTHS: Final = (240, 480, 960, 1600)
"""Pixels: a face, a phone, a sharp phone or a column of text, a sharp column. Never enlarged."""
MOVING_WIDTH: Final = 960
WEBP_QUALITY: Final = 78
JPEG_QUALITY: Final = 82
FEW_COLOURS: Final = 256
"""A picture of so few is drawn, and keeps its edges: WebP without loss."""
_FORMATS: Final = {"jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}
"""Which decoder reads which format; no other is tried, whatever a file pretends to be."""
_LYING: Final = frozenset({5, 6, 7, 8})
"""The orientations that change width and height (Exif 3.0, 4.6.5.1)."""
_UNREADABLE: Final = (
    *(OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError, TypeError),
    *(MemoryError, RuntimeError, struct.error, zlib.error, ImageCms.PyCMSError),
)
"""What Pillow raises for files that are broken on purpose."""

RECIPE: Final = " ".join(
    ("1", pillow, *(f"{each} {features.version(each)}" for each in ("libjpeg_turbo", "webp")))
)
"""What decides the bytes besides the source: raise the number when this module's results change."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file of a picture."""

    role: str
    """`full`, `size` or `moving`."""
    type: str
    width: int
    height: int
    data: bytes


class NoPictureError(ValueError):
    """There is no picture to be made of a file; `code` says why."""

    def __init__(self, code: str, width: int = 0, height: int = 0) -> None:
        super().__init__(code, width, height)
        self.code = code
        self.width = width
        self.height = height


def encoded(raw: bytes, *, is_drawing: bool = False) -> tuple[MadeFile, ...]:
    """The files of a picture, `full` first. Raises NoPictureError, and nothing else."""
    if is_drawing:
        return (_drawn(raw),)
    head = head_of(io.BytesIO(raw))
    if head is None or head.kind not in _FORMATS:
        raise NoPictureError("PX104")
    if len(raw) > PICTURE_BYTES:
        raise NoPictureError("PX103")
    _refuse_too_large(head.width, head.height)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of Exif data that are broken
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=(_FORMATS[head.kind],)) as image:
                _refuse_too_large(*image.size)
                return tuple(_files(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as failure:
        raise NoPictureError("PX102", head.width, head.height) from failure
    except NoPictureError:
        raise
    except _UNREADABLE as failure:
        raise NoPictureError("PX105") from failure


def _drawn(raw: bytes) -> MadeFile:
    try:
        drawing = drawing_of(raw)
    except NoDrawingError as failure:
        raise NoPictureError("PX108" if failure.is_too_much else "PX107") from failure
    return MadeFile("full", "image/svg+xml", drawing.width, drawing.height, drawing.svg)


def _refuse_too_large(width: int, height: int) -> None:
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise NoPictureError("PX102", width, height)


def _files(image: Image.Image) -> list[MadeFile]:
    """Every file that is made of an opened picture."""
    is_jpeg, is_png = image.format in ("JPEG", "MPO"), image.format == "PNG"
    width, height = image.size
    if image.getexif().get(0x0112) in _LYING:
        width, height = height, width
    still = _still(image, width)
    is_drawn = still.getcolors(FEW_COLOURS) is not None
    full_as_png = is_png or (not is_jpeg and (is_drawn or still.mode == "RGBA"))
    widths = [each for each in WIDTHS if each < width]
    widths.append(min(width, WIDTHS[-1]))
    files = []
    for each in sorted(set(widths)):
        size = (each, max(1, round(height * each / width)))
        resized = _resized(still, size)
        files.append(MadeFile("size", "image/webp", *size, _webp(resized, is_drawn)))
    kind, data = _full(resized, full_as_png)
    files.insert(0, MadeFile("full", kind, *size, data))
    if (moving := _moving(image)) is not None:
        files.append(moving)
    return files


def _still(image: Image.Image, width: int) -> Image.Image:
    """The first frame, upright, in sRGB and with nothing but its pixels."""
    if image.format in ("JPEG", "MPO") and width > WIDTHS[-1]:
        # A JPEG is decoded at a half, a quarter or an eighth, as long as that is large enough.
        wide, high = (side * WIDTHS[-1] // width for side in image.size)
        image.draft(image.mode, (wide, high))
    image.load()
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    plain = _in_srgb(_eight_bits(upright), profile)
    plain.info.clear()
    return plain


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits a channel, as scans have them, become eight."""
    if image.mode.startswith("I;16"):
        image = image.convert("I")
    if image.mode in ("I", "F"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB, or RGBA where something shines through."""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        if alpha.getextrema() != (255, 255):
            flat = _in_srgb(image.convert("RGB"), profile)
            flat.putalpha(alpha)
            return flat
        image = image.convert("RGB")
    if profile and image.mode in ("RGB", "CMYK"):
        converted = _by_profile(image, profile)
        if converted is not None:
            return converted
    return image.convert("RGB")


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image | None:
    """The colours that a profile means; None where the profile is broken or not for these."""
    try:
        return ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), _SRGB, outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


_SRGB: Final = ImageCms.createProfile("sRGB")


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.size == size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _webp(image: Image.Image, is_drawn: bool) -> bytes:
    written = io.BytesIO()
    image.save(written, "WEBP", quality=WEBP_QUALITY, method=4, lossless=is_drawn)
    return written.getvalue()


def _full(image: Image.Image, as_png: bool) -> tuple[str, bytes]:
    written = io.BytesIO()
    if as_png:
        image.save(written, "PNG", optimize=True)
        return "image/png", written.getvalue()
    image.convert("RGB").save(
        written, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True
    )
    return "image/jpeg", written.getvalue()


def _moving(image: Image.Image) -> MadeFile | None:
    """A picture that moves, as WebP; None for what stands still or would never end."""
    frames = getattr(image, "n_frames", 1)
    if image.format not in ("GIF", "WEBP", "PNG") or frames < 2:
        return None
    width, height = image.size
    if frames * width * height > MOST_PIXELS:
        return None
    wide = min(width, MOVING_WIDTH)
    size = (wide, max(1, round(height * wide / width)))
    shown, times = [], []
    for frame in ImageSequence.Iterator(image):
        times.append(max(20, int(frame.info.get("duration") or 100)))
        single = _resized(frame.convert("RGBA"), size)
        single.info.clear()
        shown.append(single)
    loop = image.info.get("loop", 1)
    written = io.BytesIO()
    shown[0].save(
        written,
        "WEBP",
        save_all=True,
        append_images=shown[1:],
        duration=times,
        loop=loop,
        quality=WEBP_QUALITY,
        method=3,
    )
    return MadeFile("moving", "image/webp", *size, written.getvalue())
