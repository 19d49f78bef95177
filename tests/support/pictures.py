"""Photographs as phones write them, drawn by Pillow for the tests alone."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

LATITUDE = 25.266
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/' exif:GPSLatitude='25,15.97N'/>"
SECRET = "12 Yugang Road"


def scene(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    """A picture with a red left half, a blue right half and a soft light from above."""
    picture = Image.new("RGB", (width, height), (190, 40, 30))
    ImageDraw.Draw(picture).rectangle((width // 2, 0, width, height), fill=(30, 50, 180))
    light = Image.linear_gradient("L").resize((width, height))
    return Image.composite(Image.new("RGB", (width, height), "white"), picture, light).convert(mode)


def exif(orientation: int = 1) -> bytes:
    """What a phone writes: a position, a name, and how it was held."""
    told = Image.Exif()
    told[0x0112] = orientation
    told[0x010E] = SECRET
    told.get_ifd(0x8825).update({1: "N", 2: (25.0, 15.0, 57.6), 3: "E", 4: (121.0, 36.0, 53.3)})
    return told.tobytes()


def written(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


@pytest.fixture
def photo() -> Callable[..., bytes]:
    """A JPEG from a phone, lying on its side, that tells where it was taken."""

    def taken(width: int = 900, height: int = 600, orientation: int = 6) -> bytes:
        display = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        return written(
            scene(width, height),
            "JPEG",
            exif=exif(orientation),
            xmp=XMP,
            comment=SECRET.encode(),
            icc_profile=display,
            quality=90,
        )

    return taken


@pytest.fixture
def with_metadata() -> dict[str, bytes]:
    """One picture in every format, each with a position."""
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    text.add_text("Comment", SECRET)
    return {
        "jpeg": written(scene(), "JPEG", exif=exif(), xmp=XMP, comment=SECRET.encode()),
        "png": written(scene(), "PNG", exif=exif(), pnginfo=text),
        "webp": written(scene(), "WEBP", exif=exif(), xmp=XMP),
        "avif": written(scene(), "AVIF", exif=exif(), xmp=XMP),
    }


STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How an upright picture is stored, by the orientation that says so (Exif 2.32, 4.6.5)."""
