"""No link of a stranger leads to a host that passes for another, however it is written."""

from __future__ import annotations

import pytest
from markdown import Markdown

from chaguan.render.html.sanitize import sanitized, with_relations

HERE = "https://town.example/"
ADDRESSES = (
    "https://bank.example@evil.invalid/",
    "https://bank.example&#64;evil.invalid/",
    "https://bank.example&#x40;evil.invalid/",
    "https://bank.example&commat;evil.invalid/",
    "https:bank.example@evil.invalid/",
    "https:/bank.example@evil.invalid/",
    "HTTPS:////bank.example@evil.invalid/",
    "//bank.example@evil.invalid/",
    "&#47;&#47;bank.example@evil.invalid/",
    "/\\bank.example@evil.invalid/",
    "https://bank.example:443@evil.invalid/",
    "https://b\u0430nk.example/",
    "https://b&#1072;nk.example/",
    "https://b%D0%B0nk.example/",
    "//b\u0430nk.example/",
    "https:b\u0430nk.example/",
    "https://xn--bnk-7cd.example/",
    "https://b\u00adank.example/",
    "https://bank\u3002example/",
)
FINE = (
    "https://bank.example/@mei",
    "https://bank.example/?to=mei@town.example",
    "https://bank.example:8443/",
    "https://\u8336\u9928.example/",
    "https://xn--b8t96l.example/",
    "//bank.example/",
    "mailto:mei@town.example",
    "../people/mei@town/",
)


def shown(text: str) -> str:
    markdown = Markdown(extensions=["attr_list", "md_in_html"])
    return with_relations(sanitized(markdown.convert(text)), site_url=HERE)


WAYS = ("<a href='{}'>x</a>", '<p markdown=1><a href="{}">x</a></p>', "[x](<{}>)",
        "[x][y]\n\n[y]: <{}>", "[x](y.html){{ href='{}' }}")  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("way", WAYS)
def test_a_link_to_a_host_that_passes_for_another_leads_nowhere(way, address):
    html = shown(way.format(address))

    assert "evil.invalid" not in html or "href" not in html
    assert "nk" not in html.partition("href=")[2]


@pytest.mark.parametrize("address", FINE)
def test_a_link_that_is_what_it_seems_is_a_link(address):
    assert "href=" in shown(f"<a href='{address}'>x</a>")
