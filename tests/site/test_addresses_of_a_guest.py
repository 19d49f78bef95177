"""A community in a folder of the site of others has all its addresses there."""

from datetime import date

from chaguan.site.urls import Address, Addresses

GUEST = Addresses(("en", "zh-Hant"), "clubs/harbour/")


def test_every_address_is_in_the_folder():
    found = (
        GUEST.home("en"),
        GUEST.home("zh-Hant"),
        GUEST.section("event", "en"),
        GUEST.month(date(2026, 12, 1), "zh-Hant"),
        GUEST.special("subscribe", "en"),
        GUEST.tag("Tea", "en"),
        GUEST.embed(GUEST.section("post", "en")),
        GUEST.root / "rss.xml",
    )

    assert [each.path for each in found] == [
        "clubs/harbour/",
        "clubs/harbour/zh-Hant/",
        "clubs/harbour/events/",
        "clubs/harbour/zh-Hant/events/month/2026-12/",
        "clubs/harbour/subscribe/",
        "clubs/harbour/tags/tea/",
        "clubs/harbour/embed/posts/",
        "clubs/harbour/rss.xml",
    ]


def test_a_whole_site_has_no_folder():
    whole = Addresses(("en",))

    assert (whole.root, whole.home("en")) == (Address(""), Address(""))
