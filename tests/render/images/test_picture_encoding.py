"""Pictures are made anew: the right way up, in a few sizes, with nothing but what they show."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from chaguan.render.images.encode import NoPictureError, encoded
from support.pictures import SECRET, STORED, XMP, exif, scene, written


def opened(file) -> Image.Image:
    image = Image.open(io.BytesIO(file.data))
    image.load()
    return image


def full(files):
    (one,) = (file for file in files if file.role == "full")
    return one


def sizes(files) -> list[tuple[int, int]]:
    return [(file.width, file.height) for file in files if file.role == "size"]


def test_a_large_photo_comes_in_sizes_for_phones_and_desktops(photo):
    files = encoded(photo(4000, 3000, orientation=1))

    assert sizes(files) == [(240, 180), (480, 360), (960, 720), (1600, 1200)]
    assert (full(files).width, full(files).height) == (1600, 1200)


def test_a_small_picture_is_never_enlarged():
    assert sizes(encoded(written(scene(300, 200), "PNG"))) == [(240, 160), (300, 200)]
    assert sizes(encoded(written(scene(40, 900), "PNG"))) == [(40, 900)]


def test_every_file_is_as_large_as_it_says(photo):
    for file in encoded(photo()):
        assert opened(file).size == (file.width, file.height)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright(orientation):
    upright = scene(600, 400)
    stored = upright.transpose(STORED[orientation]) if orientation > 1 else upright

    file = full(encoded(written(stored, "JPEG", exif=exif(orientation), quality=95)))

    shown = opened(file).convert("RGB")
    assert shown.size == (600, 400)
    for at in ((50, 20), (550, 20), (50, 380), (550, 380)):
        seen, meant = shown.getpixel(at), upright.getpixel(at)
        assert all(abs(one - other) < 24 for one, other in zip(seen, meant, strict=True))


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "avif"])
def test_nothing_is_left_of_what_a_camera_wrote(with_metadata, kind):
    for file in encoded(with_metadata[kind]):
        image = opened(file)
        assert dict(image.getexif()) == {}
        assert not {"exif", "xmp", "icc_profile", "comment", "Comment"} & image.info.keys()
        assert SECRET.encode() not in file.data
        assert b"GPS" not in file.data
        assert b"Exif" not in file.data


def test_what_is_hidden_behind_a_picture_is_gone(photo):
    raw = photo() + b"PK\x03\x04 <script>alert(1)</script>"

    assert not any(b"script" in file.data for file in encoded(raw))


def test_the_same_photo_gives_the_same_bytes(photo):
    assert encoded(photo()) == encoded(photo())


def test_colours_of_another_profile_look_the_same():
    lab = ImageCms.createProfile("LAB")
    srgb = ImageCms.createProfile("sRGB")
    swapped = swapped_profile()
    picture = Image.new("RGB", (8, 8), (200, 30, 40))

    file = full(encoded(written(picture, "PNG", icc_profile=swapped)))

    expected = ImageCms.profileToProfile(
        picture, ImageCms.ImageCmsProfile(io.BytesIO(swapped)), srgb, outputMode="RGB"
    ).getpixel((4, 4))
    assert lab is not None
    assert opened(file).convert("RGB").getpixel((4, 4)) == expected
    assert expected != (200, 30, 40)


def swapped_profile() -> bytes:
    """sRGB with the colorants of red and green exchanged."""
    raw = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = raw.find(b"rXYZ"), raw.find(b"gXYZ")
    raw[red : red + 4], raw[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(raw)


@pytest.mark.parametrize("profile", [b"", b"nonsense", b"\0" * 200])
def test_a_broken_profile_is_no_reason_to_fail(profile):
    assert encoded(written(scene(), "JPEG", icc_profile=profile))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_shown(mode):
    picture = scene(300, 200, "L" if mode == "I;16" else "RGB")
    if mode == "I;16":
        picture = picture.convert("I").point(lambda value: value * 256).convert("I;16")
    picture = picture.convert(mode)

    file = full(encoded(written(picture, "PNG")))

    shown = opened(file).convert("L")
    bands = ((0, 160, 300, 200), (0, 0, 300, 40))
    light, dark = (shown.resize((1, 1), box=band).getpixel((0, 0)) for band in bands)
    assert light > dark + 60


def test_a_print_in_four_inks_is_shown_in_three_colours():
    assert opened(full(encoded(written(scene(mode="CMYK"), "JPEG")))).mode == "RGB"


def test_what_shines_through_stays():
    picture = scene(300, 200, "RGBA")
    picture.putalpha(Image.linear_gradient("L").resize((300, 200)))

    files = encoded(written(picture, "PNG"))

    assert full(files).type == "image/png"
    assert all(opened(file).getchannel("A").getextrema()[0] < 10 for file in files)


@pytest.mark.parametrize(
    ("kind", "type_"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/jpeg"), ("AVIF", "image/jpeg")],
)
def test_the_full_picture_is_of_a_family_that_everything_shows(kind, type_):
    assert full(encoded(written(scene(), kind))).type == type_


def test_a_drawing_in_few_colours_keeps_its_edges():
    drawn = Image.new("RGB", (300, 200), "white")
    drawn.paste((0, 0, 0), (100, 0, 300, 200))

    widest = [file for file in encoded(written(drawn, "PNG")) if file.role == "size"][-1]

    assert {colour for _, colour in opened(widest).convert("RGB").getcolors()} == {
        (0, 0, 0),
        (255, 255, 255),
    }


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_picture_that_moves_keeps_moving_and_has_a_first_frame(kind):
    frames = [scene(120, 80).rotate(each * 90) for each in range(4)]
    raw = written(frames[0], kind, save_all=True, append_images=frames[1:], duration=200, loop=0)

    files = encoded(raw)

    (moving,) = (file for file in files if file.role == "moving")
    assert opened(moving).n_frames == 4
    assert moving.type == "image/webp"
    assert not getattr(opened(full(files)), "is_animated", False)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width: int, height: int) -> bytes:
    """A file that is small and says it is enormous."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    rows = zlib.compress(bytes(width // 8 + 1) * min(height, 3000), 9)
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def animated(frames: int) -> bytes:
    picture = Image.new("P", (3000, 3000))
    raw = written(picture, "GIF")
    body = raw[raw.index(b",") : -1]
    return raw[: raw.index(b",")] + body * frames + b";"


HOSTILE = {
    "nothing": (b"", "PX104"),
    "a text": (b"I am a picture", "PX104"),
    "a page": (b"<html><script>alert(1)</script></html>", "PX104"),
    "an SVG that is called JPEG": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PX104"),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "PX104"),
    "a TIFF": (written(scene(), "TIFF"), "PX104"),
    "60,000 square": (png_bomb(60_000, 60_000), "PX102"),
    "a line of a hundred thousand": (png_bomb(100_000, 2), "PX102"),
    "just the head of a JPEG": (b"\xff\xd8\xff\xe0", "PX105"),
    "a PNG without rows": (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "PX105"),
    "a WebP of zeros": (b"RIFF\x40\0\0\0WEBPVP8 " + b"\0" * 60, "PX105"),
    "half a photo": (written(scene(), "JPEG")[:9000], "PX105"),
    "half a PNG": (written(scene(), "PNG")[:900], "PX105"),
    "half a WebP": (written(scene(), "WEBP")[:500], "PX105"),
    "half an AVIF": (written(scene(), "AVIF")[:700], "PX105"),
    "only the mark of a GIF": (b"GIF89a", "PX105"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered(name):
    raw, code = HOSTILE[name]

    with pytest.raises(NoPictureError) as answer:
        encoded(raw)

    assert answer.value.code == code


def test_a_film_that_calls_itself_gif_stands_still():
    assert [file.role for file in encoded(animated(40))][-1] == "size"


def test_a_flipped_bit_is_a_problem_or_a_picture_and_never_a_crash():
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        whole = written(scene(48, 32), kind, **({"exif": exif()} if kind != "GIF" else {}))
        for at in range(0, len(whole), 7):
            raw = bytearray(whole)
            raw[at] ^= 0x55
            try:
                files = encoded(bytes(raw))
            except NoPictureError:
                continue
            assert all(XMP not in file.data for file in files)
