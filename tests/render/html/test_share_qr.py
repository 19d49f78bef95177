"""A QR code is drawn as the library that makes it would draw it."""

from __future__ import annotations

from io import BytesIO

import pytest
import segno

from chaguan.render.html.qr import DOT, MARGIN, qr_png, qr_svg
from chaguan.render.html.qr_modules import CORRECTION, MASK, modules


@pytest.mark.parametrize("length", [0, 1, 12, 40, 150, 900, 2300])
def test_a_code_is_drawn_run_by_run(length):
    url = "https://tea.example/" + "%E8%8C%B6/"[: length % 10] + "a1-" * (length // 3)
    title = 'Scan <me> & "share"'
    drawing = BytesIO()
    code = by_library(url)
    plainly = {"xmldecl": False, "svgclass": None, "lineclass": None, "omitsize": True}
    code.save(drawing, kind="svg", nl=False, title=title, **plainly)

    assert qr_svg(url, title) == drawing.getvalue().decode()


@pytest.mark.parametrize("length", [0, 12, 40, 150, 900])
def test_a_picture_of_a_code_is_written_as_the_library_writes_it(length):
    url = f"https://tea.example/{'a1-' * (length // 3)}"
    picture = BytesIO()
    by_library(url).save(picture, kind="png", scale=DOT, border=MARGIN)

    assert qr_png(url) == picture.getvalue()


def test_every_module_is_as_the_library_has_it_whatever_the_length():
    letters = "abc-%E8%8C%B6/0123456789_~?&=#XYZ" * 14
    lengths = (*range(1, 64), *range(64, 420, 9), *(14, 26, 42, 62, 84, 106, 122, 152, 180, 213))
    texts = [letters[length % 7 :][:length] for length in lengths]
    texts += ["HTTPS://TEA.EXAMPLE/1", "0123456789", "https://茶.example/", "茶", "点茗"]

    for text in texts:
        assert modules(text) == ["".join(map(str, row)) for row in by_library(text).matrix], text


def by_library(text):
    return segno.make(text, micro=False, error=CORRECTION, mask=MASK, boost_error=False)
