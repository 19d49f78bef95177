"""What a picture says of itself is read without decoding it."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as any_
from PIL import Image

from chaguan.source import head_of
from support.pictures import XMP, exif, scene, written

STARTS = (
    *(b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x40\0\0\0WEBP"),
    *(b"\0\0\0\x1cftypavif", b"II*\0", b"MM\0*"),
)
WHOLE = written(scene(60, 40), "JPEG", exif=exif(), xmp=XMP)


def head(raw: bytes):
    return head_of(io.BytesIO(raw))


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
def test_a_position_is_seen_in_every_format(with_metadata, kind):
    found = head(with_metadata[kind])

    assert (found.kind, found.width, found.height) == (kind, 900, 600)
    assert found.has_position
    assert found.is_whole


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_exif_alone_and_xmp_alone_are_enough(kind):
    assert head(written(scene(), kind, exif=exif())).has_position
    if kind != "PNG":
        assert head(written(scene(), kind, xmp=XMP)).has_position


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF"])
def test_a_picture_that_tells_nothing_is_left_alone(kind):
    assert not head(written(scene(), kind)).has_position


def test_an_empty_gps_directory_tells_nothing():
    told = Image.Exif()
    told.get_ifd(0x8825)[0] = b"\2\3\0\0"

    assert not head(written(scene(), "JPEG", exif=told.tobytes())).has_position


@pytest.mark.parametrize("options", [{"lossless": True}, {"lossless": False}, {"exif": exif()}])
def test_every_kind_of_webp_tells_its_size(options):
    found = head(written(scene(321, 123), "WEBP", **options))

    assert (found.width, found.height, found.is_whole) == (321, 123, True)


def test_a_gif_tells_its_size():
    found = head(written(scene(30, 20, "P"), "GIF"))

    assert (found.kind, found.width, found.height, found.is_whole) == ("gif", 30, 20, True)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_file_without_its_end_is_not_whole(kind):
    raw = written(scene(), kind)

    assert not head(raw[: len(raw) * 2 // 3]).is_whole


def test_what_stands_behind_the_end_of_a_jpeg_does_not_matter():
    assert head(written(scene(), "JPEG") + b"a film of two seconds" * 9000).is_whole


def test_a_text_is_no_picture():
    assert head(b"tea") is None
    assert head(b"") is None


@given(
    start=any_.sampled_from(STARTS),
    rest=any_.binary(max_size=300),
)
def test_nothing_in_a_file_makes_reading_fail(start, rest):
    assert head(start + rest) is not None


@given(cut=any_.integers(0, 3000), flipped=any_.integers(0, 3000))
def test_a_damaged_photo_does_not_make_reading_fail(cut, flipped):
    raw = bytearray(WHOLE)
    raw[flipped % len(raw)] ^= 0xFF

    head(bytes(raw[: cut % len(raw)]))
