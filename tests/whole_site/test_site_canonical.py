"""The address that a page gives as its own is the engine's, however it is put together."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from chaguan.mkdocs.content_page import content_file
from chaguan.site.catalogue import Output
from chaguan.site.page_spec import PageSpec
from chaguan.site.urls import Address

NO_SITE: Any = SimpleNamespace(base="")
"""Nothing else of a site is asked for an address."""
BASES = [
    *("https://a.example.org/", "https://a.example.org", "https://a.example.org/town"),
    *("https://a.example.org/town/../tea/", "https://a.example.org/?town", "http://[::1]:8000/t/"),
    *("https://a.example.org/茶館/#a", "", None),
]
names = st.text(alphabet="ab茶. :~%+-_;?#'&", min_size=1, max_size=6)
paths = st.lists(names, max_size=4).map(lambda each: "".join(f"{name}/" for name in each))


@pytest.mark.parametrize("base", BASES)
@given(path=paths)
@example(path="")
@example(path="posts/2026/茶/")
@example(path="../tea/")
@example(path="a/./b/")
@example(path="https:/tea/")
def test_address_is_the_engine_s(base, path):
    config = MkDocsConfig()
    config.site_url, config.site_dir = base, "site"
    output = Output("post", Address(path), "en")
    spec = PageSpec(output, "post.html", "Tea", "tea.md", ("en",), "2026-01-01")

    ours = content_file(spec, "tea.md", config, NO_SITE).page
    theirs = Page("Tea", content_file(spec, "tea.md", config, NO_SITE), config)

    assert (ours.canonical_url, ours.abs_url) == (theirs.canonical_url, theirs.abs_url)
