"""Pictures in a text: in sizes, as large as they are, and never another than was meant."""

from __future__ import annotations

import pytest
from lxml import html as parser

from chaguan.render.images import with_pictures
from chaguan.site.images import NO_PICTURES, Album, PublishedPicture, Rendition
from chaguan.site.urls import Address

PAGE = Address("posts/2026/rain/")
SOURCE = "posts/2026/rain.md"


def rendition(path: str, width: int, height: int) -> Rendition:
    kinds = {"jpg": "image/jpeg", "png": "image/png", "svg": "image/svg+xml", "webp": "image/webp"}
    return Rendition(Address(path), kinds[path.rpartition(".")[2]], width, height, 1000)


def photo(path: str = "images/pier.jpg", width: int = 1200, height: int = 900):
    sizes = tuple(
        rendition(f"assets/pictures/pier-{each}.webp", each, each * height // width)
        for each in (240, 480, width)
    )
    return PublishedPicture(rendition(path, width, height), sizes)


ALBUM = Album(
    {
        "images/pier.jpg": photo(),
        "images/漢字 a.jpg": photo("images/漢字 a.jpg"),
        "images/boat.webp": photo("assets/pictures/boat-1.jpg"),
        "images/map.svg": PublishedPicture(rendition("images/map.svg", 400, 300)),
        "images/wheel.gif": PublishedPicture(
            rendition("assets/pictures/wheel-1.png", 60, 40),
            (rendition("assets/pictures/wheel-60.webp", 60, 40),),
            rendition("assets/pictures/wheel-moving.webp", 60, 40),
        ),
    },
    {"assets/pictures/boat-1.jpg": "images/boat.webp"},
    frozenset({"images/cut.jpg"}),
)


def shown(html: str, page: Address = PAGE) -> str:
    return with_pictures(html, page, SOURCE, ALBUM)


def image(html: str, page: Address = PAGE) -> dict[str, str]:
    return dict(parser.fromstring(f"<p>{shown(html, page)}</p>").find(".//img").attrib)


def test_a_photo_comes_in_every_size_with_one_that_all_browsers_show():
    assert shown('<img alt="The pier" src="../../../images/pier.jpg">') == (
        '<picture><source type="image/webp" srcset="'
        "../../../assets/pictures/pier-240.webp 240w, "
        "../../../assets/pictures/pier-480.webp 480w, "
        '../../../assets/pictures/pier-1200.webp 1200w" sizes="(min-width: 840px) 800px, 100vw">'
        '<img alt="The pier" src="../../../images/pier.jpg" width="1200" height="900"'
        ' loading="eager" decoding="async"></picture>'
    )


@pytest.mark.parametrize(
    "src",
    [
        "../../../images/pier.jpg",
        "../../images/pier.jpg",
        "/images/pier.jpg",
        "../../../images/./x/../pier.jpg?a=1#b",
        "  ../../../images/pier.jpg ",
        "../../../images/%70ier.jpg",
    ],
)
def test_a_picture_is_found_as_it_is_written_beside_the_page_or_its_source(src):
    assert image(f'<img src="{src}">')["src"] == "../../../images/pier.jpg"


def test_names_in_characters_and_with_spaces_are_found_and_written_as_addresses():
    assert image('<img src="../../../images/漢字%20a.jpg">')["src"] == (
        "../../../images/%E6%BC%A2%E5%AD%97%20a.jpg"
    )


def test_a_picture_is_found_at_its_new_address_too():
    assert image('<img src="../../../assets/pictures/boat-1.jpg">')["src"] == (
        "../../../assets/pictures/boat-1.jpg"
    )
    assert image('<img src="../../images/boat.webp">')["src"] == (
        "../../../assets/pictures/boat-1.jpg"
    )


@pytest.mark.parametrize(
    "src",
    [
        "https://elsewhere.invalid/images/pier.jpg",
        "//elsewhere.invalid/images/pier.jpg",
        "/\\elsewhere.invalid/images/pier.jpg",
        "data:image/png;base64,AAAA",
        "JavaScript:alert(1)",
        "#pier.jpg",
        "",
        "../../../images/nobody.jpg",
        "../../../../../images/pier.jpg",
        "../../../assets/chaguan/a.png",
    ],
)
def test_what_is_none_of_ours_stays_as_it_is(src):
    html = f'<p><img src="{src}" alt="x"></p>'

    assert shown(html) == html


def test_a_picture_that_cannot_be_shown_leaves_its_words():
    assert shown('a <img src="../../images/cut.jpg" alt="A &lt;b&gt; &amp; c"> b') == (
        "a <em>A &lt;b&gt; &amp; c</em> b"
    )


def test_a_drawing_needs_no_sizes():
    assert shown('<img src="../../images/map.svg" alt="">') == (
        '<img alt="" src="../../../images/map.svg" width="400" height="300" loading="eager"'
        ' decoding="async">'
    )


def test_who_asks_for_less_motion_gets_the_first_frame():
    sources = parser.fromstring(shown('<img src="../../images/wheel.gif">')).iter("source")

    assert [(each.get("media"), each.get("srcset").split("/")[-1]) for each in sources] == [
        ("(prefers-reduced-motion: reduce)", "wheel-60.webp 60w"),
        (None, "wheel-moving.webp"),
    ]


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("", (1200, 900)),
        ('width="400"', (400, 300)),
        ('height="300"', (400, 300)),
        ('width="400" height="17"', (400, 300)),
        ('width="0"', (1200, 900)),
        ('width="5000"', (1200, 900)),
        ('width="-4"', (1200, 900)),
        ('width="50%"', (1200, 900)),
        ('width="१००"', (100, 75)),
        ('width="1"', (1, 1)),
    ],
)
def test_it_is_as_large_as_its_writer_wants_in_its_own_proportions(written, size):
    found = image(f'<img src="../../images/pier.jpg" {written}>')

    assert (int(found["width"]), int(found["height"])) == size


def test_what_its_writer_said_stays_and_cannot_break_out():
    found = image(
        '<img src="../../images/pier.jpg" alt=\'"&gt;&lt;b onclick="alert(1)\' class="x"'
        ' srcset="a 1x" loading="eager">'
    )

    assert found["alt"] == '"><b onclick="alert(1)'
    assert (found["class"], found["loading"]) == ("x", "eager")
    assert "srcset" not in found
    assert shown('<img src="../../images/pier.jpg" alt=\'"&gt;&lt;b\'>').count("<b") == 0


def test_a_picture_written_by_hand_is_kept():
    html = '<picture><source srcset="a.webp"><img src="../../images/pier.jpg"></picture>'

    assert shown(html) == html


def test_words_that_look_like_a_picture_are_words():
    html = '<p title="&lt;img src=../../images/pier.jpg&gt;">&lt;img src="pier.jpg"&gt;</p>'

    assert shown(html + "<img>") == html + "<img>"


def test_without_pictures_a_text_is_the_same_text():
    html = '<p>a<img src="../../images/pier.jpg">b</p>'

    assert with_pictures(html, PAGE, SOURCE, NO_PICTURES) == html
