"""A photo without the place where it was taken is the same photo."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from chaguan.source import head_of, without_position

GPS = {1: "N", 2: (22.0, 59.0, 24.0), 3: "E", 4: (120.0, 12.0, 0.0)}
XMP = b'<x:xmpmeta><rdf:Description exif:GPSLatitude="22,59.4N" exif:Make="A"/></x:xmpmeta>'


def photo(form: str, *, in_xmp: bool = False) -> bytes:
    image = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    exif[0x0132] = "2026:12:01 10:00:00"
    if not in_xmp:
        exif.get_ifd(0x8825).update(GPS)
    made = BytesIO()
    image.save(made, form, exif=exif, **({"xmp": XMP} if in_xmp else {}))
    return made.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_place_goes_and_all_else_stays(form):
    before = photo(form)
    after = without_position(before)
    old, new = Image.open(BytesIO(before)), Image.open(BytesIO(after))

    assert head_of(BytesIO(before)).has_position
    assert not head_of(BytesIO(after)).has_position
    assert len(after) == len(before)
    assert new.tobytes() == old.tobytes()
    assert new.getexif()[0x010F] == "Maker"
    assert new.getexif()[0x0132] == "2026:12:01 10:00:00"
    assert not new.getexif().get_ifd(0x8825)


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_place_in_xmp_goes_and_its_other_words_stay(form):
    after = without_position(photo(form, in_xmp=True))

    assert not head_of(BytesIO(after)).has_position
    assert b'exif:Make="A"' in after


def test_numbers_of_the_place_are_gone_from_the_file():
    before = photo("JPEG")
    degrees = (22).to_bytes(4, "little") + (1).to_bytes(4, "little")
    big = (22).to_bytes(4, "big") + (1).to_bytes(4, "big")

    assert degrees in before or big in before
    assert not any(each in without_position(before) for each in (degrees, big))


@pytest.mark.parametrize("raw", [b"", b"\xff\xd8\xff", b"no picture", photo("PNG")[:60]])
def test_what_tells_no_place_stays_as_it_is(raw):
    assert without_position(raw) == raw
