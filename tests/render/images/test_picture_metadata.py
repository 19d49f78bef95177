"""What a file may hold besides its picture, and that nothing of it comes out."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from chaguan.render.images.encode import encoded
from support.pictures import SECRET, STORED, XMP, exif, scene, written

HIDDEN = SECRET.encode()
ALLOWED = {
    "image/jpeg": {0xD8, 0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xD9},
    "image/png": {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"},
    "image/webp": {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"},
}
"""The parts of each format that hold a picture, or say how large it is."""
FLAGS_OF_METADATA = 0x20 | 0x08 | 0x04
"""Profile, Exif, XMP (WebP container specification, extended file format)."""


def profile() -> bytes:
    """A colour profile whose name tells a secret."""
    raw = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    name = "sRGB built-in".encode("utf-16-be")
    assert name in raw
    return raw.replace(name, SECRET[:13].encode("utf-16-be"))


def iptc() -> bytes:
    """A caption as picture desks write it (IPTC-IIM 4.2, dataset 2:120), in an APP13 segment."""
    caption = b"\x1c\x02\x78" + struct.pack(">H", len(HIDDEN)) + HIDDEN
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(caption)) + caption
    body = b"Photoshop 3.0\0" + block + b"\0" * (len(block) % 2)
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def jpeg() -> bytes:
    raw = written(
        scene(), "JPEG", exif=exif(), xmp=XMP, comment=HIDDEN, icc_profile=profile(), quality=90
    )
    return raw[:2] + iptc() + raw[2:] + HIDDEN


def mpo() -> bytes:
    """Two photos in one file, as telephones and 3D cameras write them."""
    return written(scene(), "MPO", save_all=True, append_images=[scene(64, 48)], exif=exif())


def png() -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    text.add_text("Comment", SECRET)
    text.add_text("Raw profile type iptc", SECRET, zip=True)
    text.add(b"prVt", HIDDEN)
    text.add(b"laSt", HIDDEN, after_idat=True)
    return written(scene(), "PNG", exif=exif(), pnginfo=text, icc_profile=profile())


def gif() -> bytes:
    raw = written(scene(mode="P"), "GIF", comment=HIDDEN)
    packet = b"".join(bytes([len(XMP)]) + XMP for _ in range(1))
    extension = b"!\xff\x0bXMP DataXMP" + packet + b"\0"
    at = raw.index(b",")
    return raw[:at] + extension + raw[at:]


def moving(kind: str) -> bytes:
    frames = [scene(120, 80).rotate(each * 90) for each in range(3)]
    told = {"comment": HIDDEN} if kind == "GIF" else {"exif": exif()}
    if kind == "WEBP":
        told |= {"xmp": XMP, "icc_profile": profile()}
    return written(frames[0], kind, save_all=True, append_images=frames[1:], duration=200, **told)


SOURCES = {
    "jpeg": jpeg,
    "mpo": mpo,
    "png": png,
    "gif": gif,
    "webp": lambda: written(scene(), "WEBP", exif=exif(), xmp=XMP, icc_profile=profile()),
    "avif": lambda: written(scene(), "AVIF", exif=exif(), xmp=XMP, icc_profile=profile()),
    "a png that shines through": lambda: written(
        scene(mode="RGBA"), "PNG", exif=exif(), icc_profile=profile()
    ),
    **{f"a moving {kind}": lambda kind=kind: moving(kind) for kind in ("GIF", "WEBP", "PNG")},
}


def parts(kind: str, raw: bytes) -> Iterator[object]:
    """The marker or name of each part of a file, to its very end."""
    at = {"image/jpeg": 0, "image/png": 8, "image/webp": 12}[kind]
    while at < len(raw):
        if kind == "image/jpeg":
            assert raw[at] == 0xFF
            yield (mark := raw[at + 1])
            at += 2 if mark in (0xD8, 0xD9) else 2 + struct.unpack_from(">H", raw, at + 2)[0]
            while mark == 0xDA and not (
                raw[at] == 0xFF and raw[at + 1] not in (0, *range(0xD0, 0xD8))
            ):
                at += 1
        elif kind == "image/png":
            yield raw[at + 4 : at + 8]
            at += 12 + struct.unpack_from(">I", raw, at)[0]
        else:
            size = struct.unpack_from("<I", raw, at + 4)[0]
            yield raw[at : at + 4]
            if raw[at : at + 4] == b"VP8X":
                assert raw[at + 8] & FLAGS_OF_METADATA == 0
            at += 8 + size + size % 2


@pytest.mark.parametrize("name", SOURCES)
def test_every_file_is_a_picture_and_nothing_else(name):
    raw = SOURCES[name]()
    assert any(each in raw for each in (HIDDEN, XMP, b"eXIf", b"EXIF"))

    files = encoded(raw)

    for file in files:
        assert set(parts(file.type, file.data)) <= ALLOWED[file.type]
        for secret in (HIDDEN, XMP, SECRET[:13].encode("utf-16-be"), b"Exif", b"GPS"):
            assert secret not in file.data


def test_a_file_with_something_else_in_it_would_be_seen():
    assert set(parts("image/jpeg", jpeg()[: -len(HIDDEN)])) - ALLOWED["image/jpeg"] >= {
        *(0xE1, 0xE2, 0xED, 0xFE)
    }
    assert set(parts("image/png", png())) - ALLOWED["image/png"] >= {
        *(b"iTXt", b"tEXt", b"zTXt", b"prVt", b"laSt", b"eXIf", b"iCCP")
    }
    with pytest.raises(AssertionError):
        set(parts("image/webp", SOURCES["webp"]()))


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_other_formats_stand_upright_too(kind, orientation):
    upright = scene(150, 100)
    stored = upright.transpose(STORED[orientation]) if orientation > 1 else upright

    for file in encoded(written(stored, kind, exif=exif(orientation))):
        shown = Image.open(io.BytesIO(file.data)).convert("RGB")
        assert shown.size == (150, 100)
        for at in ((15, 5), (135, 5), (15, 95), (135, 95)):
            seen, meant = shown.getpixel(at), upright.getpixel(at)
            assert all(abs(one - other) < 32 for one, other in zip(seen, meant, strict=True))
