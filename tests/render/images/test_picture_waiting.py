"""Which pictures of a text wait to be scrolled to."""

from __future__ import annotations

import pytest

from chaguan.render.images import with_pictures
from chaguan.site.images import Album, PublishedPicture, Rendition
from chaguan.site.urls import Address

PATH = "images/boat.png"
ALBUM = Album({PATH: PublishedPicture(Rendition(Address(PATH), "image/png", 40, 30, 90))})
PICTURE = '<p><img alt="" src="../../images/boat.png" /></p>'


@pytest.mark.parametrize(
    ("before", "loading"),
    [
        ("", "eager"),
        ("a" * 499, "eager"),
        ("a" * 500, "lazy"),
        ("潮" * 249, "eager"),
        ("潮" * 250, "lazy"),
    ],
)
def test_a_picture_below_few_words_is_fetched_at_once(before, loading):
    shown = with_pictures(f"<p>{before}</p>{PICTURE}", Address("posts/a/"), "posts/a.md", ALBUM)

    assert f'loading="{loading}"' in shown


def test_only_the_first_picture_is_fetched_at_once():
    shown = with_pictures(PICTURE + PICTURE, Address("posts/a/"), "posts/a.md", ALBUM)

    assert shown.count('loading="eager"') == 1
    assert shown.count('loading="lazy"') == 1
