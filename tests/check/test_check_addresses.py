"""Which addresses of other sites stand in a text, and where."""

from __future__ import annotations

import pytest

from chaguan.check.outbound import outbound_of
from chaguan.load import Prose
from chaguan.model import Page, Position, RecordId


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("茶 https://a.example/b, and so on", [("https://a.example/b", 2)]),
        ("HTTP://A.EXAMPLE", [("HTTP://A.EXAMPLE", 0)]),
        ("(http://a.example) (Https://b.example/c_(d))", [
            ("http://a.example", 1),
            ("Https://b.example/c_(d)", 20),
        ]),
        ("seehttps://a.example 見https://b.example。", [
            ("https://a.example", 3),
            ("https://b.example", 22),
        ]),
        ("http://a.example?to=https://b.example", [("http://a.example?to=https://b.example", 0)]),
        ("ftp://a.example ://b.example http:// https:/c.example", []),
    ],
)  # fmt: skip
def test_addresses_are_found_where_they_stand(text: str, expected: list[tuple[str, int]]) -> None:
    record = Page(id=RecordId("about"), path="about.md", language="en", body=text)
    found = outbound_of(Prose(record, text, Position("about.md"), is_body=True))

    assert [(link.url, link.at) for link in found] == expected
