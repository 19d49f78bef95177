"""A QR code is drawn as the library that makes it would draw it."""

from __future__ import annotations

from io import BytesIO

import pytest
import segno

from chaguan.render.html.qr import CORRECTION, MASK, qr_svg


@pytest.mark.parametrize("length", [0, 1, 12, 40, 150, 900, 2300])
def test_a_code_is_drawn_run_by_run(length):
    url = "https://tea.example/" + "%E8%8C%B6/"[: length % 10] + "a1-" * (length // 3)
    title = 'Scan <me> & "share"'
    drawing = BytesIO()
    code = segno.make(url, micro=False, error=CORRECTION, mask=MASK, boost_error=False)
    plainly = {"xmldecl": False, "svgclass": None, "lineclass": None, "omitsize": True}
    code.save(drawing, kind="svg", nl=False, title=title, **plainly)

    assert qr_svg(url, title) == drawing.getvalue().decode()
