"""Pictures of the built site: what readers get, and what they never see."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from urllib.parse import unquote, urljoin

import feedparser
import pytest
from icalendar import Calendar
from PIL import Image

from support.whole_sites import COMMUNITY, EVERY_PLUGIN, NOON, SETTINGS, Site, Town, draw

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg")
SECRET = "Behind the third net shed"

TOWN_WITH_PICTURES = """
    people/
        mei.yml
        | name: Lin Mei
        | avatar: ../images/mei.png
        | avatar_alt: Mei
        quiet.yml
        | name: Quiet
        | avatar: ../images/quiet.jpg
        | bio: "![Home](../images/home.jpg)"
        | unlisted: true
    places/
        house.yml
        | name: The House
        | image: ../images/house.svg
        | image_alt: A drawing of the house
    events/
        walk.yml
        | title: The walk
        | start: 2026-12-05 14:00
        | place: house
        | hosts: [mei]
        | image: ../images/pier.jpg
        | image_alt: The pier
    posts/
        told.md
        | ---
        | title: Told
        | date: 2026-10-01 10:00
        | authors: [mei]
        | image: ../images/pier.jpg
        | image_alt: The pier
        | ---
        | ![A boat](../images/boat.webp), ![Cut off](../images/cut.jpg), [leaflet](leaflet.pdf).
        |
        | <!-- more -->
        |
        | <img src="../images/raw.png" alt="Raw" width="100">
        |
        | ![Turning][wheel] and [large](../images/boat.webp)
        |
        | [wheel]: ../images/wheel.gif
        half.md
        | ---
        | title: Half
        | date: 2026-10-01 10:00
        | authors: [mei]
        | image: ../images/half.jpg
        | draft: true
        | ---
        | ![x](../images/draft.jpg) [x](secret.pdf)
        later.md
        | ---
        | title: Later
        | date: 2027-10-01 10:00
        | authors: [mei]
        | ---
        | ![x](../images/later.jpg)
"""
HIDDEN = ("quiet", "home", "half", "draft", "later", "nobody", "secret", "cut")


def picture(width: int, height: int, kind: str = "JPEG", **options: object) -> bytes:
    drawn = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    file = io.BytesIO()
    drawn.save(file, kind, **options)
    return file.getvalue()


def camera() -> bytes:
    told = Image.Exif()
    told[0x0112], told[0x010E] = 6, SECRET
    told.get_ifd(0x8825).update({1: "N", 2: (25.0, 15.0, 57.6), 3: "E", 4: (121.0, 36.0, 53.3)})
    return told.tobytes()


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><script>alert(1)</script>'
    b'<path d="M0 0h40v30z" onclick="alert(2)"/></svg>'
)


def add_pictures(drawn: Town) -> None:
    """Pictures for every purpose."""
    turning = [Image.new("RGB", (60, 40), each) for each in ("red", "green", "blue")]
    wheel = io.BytesIO()
    turning[0].save(wheel, "GIF", save_all=True, append_images=turning[1:], duration=200)
    files = {
        "images/pier.jpg": picture(2000, 1500, exif=camera()),
        "images/mei.png": picture(200, 200, "PNG"),
        "images/boat.webp": picture(700, 900, "WEBP"),
        "images/raw.png": picture(300, 200, "PNG"),
        "images/wheel.gif": wheel.getvalue(),
        "images/house.svg": SVG,
        "images/cut.jpg": picture(300, 200)[:-500],
        "posts/leaflet.pdf": b"%PDF-1.7",
        "posts/secret.pdf": b"%PDF-1.7",
        **{f"images/{name}.jpg": picture(90, 60) for name in HIDDEN if name != "cut"},
    }
    for path, raw in files.items():
        file = drawn.content / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(raw)


@pytest.fixture
def pictured_town(town):
    """The town with pictures, for who builds it himself."""
    drawn = town(TOWN_WITH_PICTURES)
    add_pictures(drawn)
    return drawn


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, str]:
    """The same, built once, and the log of that."""
    folder = tmp_path_factory.mktemp("pictured")
    town = Town(folder, "https://town.example.org/")
    draw(town.content, COMMUNITY)
    draw(town.content, TOWN_WITH_PICTURES)
    add_pictures(town)
    plugins = "\n".join(f"  - {each}" for each in EVERY_PLUGIN)
    settings = SETTINGS.format(address=f"site_url: {town.url}", plugins=plugins)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp())))
        result = town.build()
    assert result.exit_code == 0, result.output
    return town.site, result.output


@pytest.fixture
def pictured_site(pictured) -> Site:
    return pictured[0]


def shown_in(site, address: str, document) -> list[tuple[str, int, int, list[str]]]:
    """Every picture of a page: its file, the size it is said to have, and its other files.

    Not the seal in the header: the theme writes its element, and its style sheet the size. Nor what
    is to be pasted elsewhere, where pictures are as wide as that place.
    """
    found = []
    for image in document.xpath(
        "//img[not(ancestor::*[contains(@class, 'md-logo') or @id = 'rich'])]"
    ):
        around = next(image.iterancestors("picture"), None)
        others = [
            site.address(address, candidate.split()[0])
            for source in (() if around is None else around.iter("source"))
            for candidate in source.get("srcset").split(", ")
        ]
        size = (int(image.get("width")), int(image.get("height")))
        found.append((site.address(address, image.get("src")), *size, others))
    return found


def every_picture(site):
    return [
        (address, *each)
        for address, document in site.documents.items()
        for each in shown_in(site, address, document)
    ]


def size_of(site, path: str) -> tuple[int, int]:
    return Image.open(io.BytesIO(site.files[path])).size


def assert_true(site) -> int:
    """Every picture is there, in the proportions that it is said to have; returns how many."""
    shown = every_picture(site)
    for address, path, width, height, others in shown:
        assert path in site.files, (address, path)
        for other in others:
            assert other in site.files, (address, other)
        if path.endswith(".svg"):
            continue
        for each in (path, *others):
            seen = size_of(site, each)
            assert abs(seen[0] / seen[1] - width / height) < 0.02, (address, each)
        assert width <= size_of(site, path)[0]
    return len(shown)


def test_every_picture_of_the_demonstration_is_there_and_as_large_as_it_says(demonstration):
    assert assert_true(demonstration) > 100


def test_every_file_of_the_demonstration_s_pictures_is_shown_somewhere(demonstration):
    shown = {
        path for _, full, _, _, others in every_picture(demonstration) for path in (full, *others)
    }
    made_by_us = ("assets/images/", "assets/chaguan/")
    published = {
        path
        for path in demonstration.files
        if path.endswith(PICTURES)
        and not path.startswith(made_by_us)
        and not path.endswith(("card.png", "copy/qr.png"))
    }

    assert published == shown


def test_the_first_picture_is_fetched_at_once_and_the_others_when_they_are_near(pictured_site):
    page = pictured_site.main("posts/told/")

    lead = [each for each in page.iter("img") if each.get("fetchpriority") == "high"]
    assert [each.get("alt") for each in lead] == ["The pier"]
    assert lead[0].get("loading") is None
    waiting = [each.get("loading") for each in page.iter("img") if each not in lead]
    (at_once,) = (each for each in page.iter("img") if each.get("loading") == "eager")
    assert set(waiting) == {"lazy", "eager"}
    assert at_once is page.xpath("//div[contains(@class, 'cg-body')]//img")[0]


def test_pictures_of_a_text_come_in_sizes(pictured_site):
    site = pictured_site
    shown = {each[0]: each for each in shown_in(site, "posts/told/", site.main("posts/told/"))}
    boat = next(path for path in shown if "boat" in path)
    assert shown[boat][1:3] == (700, 900)
    assert [size_of(site, each)[0] for each in shown[boat][3]] == [240, 480, 700]
    assert shown["images/raw.png"][1:3] == (100, 67)
    assert_true(site)


def test_a_picture_that_moves_stands_still_for_who_asks_for_that(pictured_site):
    page = pictured_site.main("posts/told/")

    (wheel,) = (
        each for each in page.iter("picture") if each.xpath("string(.//img/@alt)") == "Turning"
    )
    still, moving = wheel.iter("source")
    assert still.get("media") == "(prefers-reduced-motion: reduce)"
    assert "-moving.webp" in moving.get("srcset")


def test_nothing_is_published_of_where_a_photo_was_taken(pictured_site):
    site = pictured_site
    for path, content in site.files.items():
        assert SECRET.encode() not in content, path
        assert b"Exif" not in content or not path.endswith(PICTURES), path
    assert size_of(site, "images/pier.jpg") == (1500, 2000)


def test_only_what_published_records_use_is_published(pictured_site):
    site = pictured_site
    media = [path for path in site.files if path.endswith((*PICTURES, ".pdf"))]
    hidden = [path for path in media if any(f"{name}" in path.split("/")[-1] for name in HIDDEN)]
    assert "posts/leaflet.pdf" in media
    assert hidden == []


def test_a_picture_that_cannot_be_shown_leaves_its_words_and_takes_nothing_with_it(pictured):
    site, log = pictured

    assert "images/cut.jpg:1:1: PX105" in log
    assert "Cut off" in site.text("posts/told/")
    assert site.broken_links() == []


def test_a_drawing_is_published_without_what_could_act(pictured_site):
    site = pictured_site
    drawing = site.files["images/house.svg"]

    (house,) = site.main("places/house/").xpath("//img[contains(@src, 'house.svg')]")
    assert b"alert" not in drawing
    assert b"<path" in drawing
    assert (house.get("width"), house.get("height")) == ("40", "30")


def test_feeds_tell_the_true_type_and_length_and_carry_every_size(pictured_site):
    site = pictured_site
    entry = feedparser.parse(site.files["rss.xml"]).entries[0]
    (enclosure,) = entry.enclosures
    assert enclosure.type == "image/jpeg"
    assert int(enclosure.length) == len(site.files["images/pier.jpg"])
    html = json.loads(site.files["feed.json"])["items"][0]["content_html"]
    sources = html.split('srcset="')[1:]
    assert sources
    for each in sources:
        for candidate in each.partition('"')[0].split(", "):
            address = candidate.split()[0]
            assert address.startswith(site.url), address
            assert site.has(unquote(address.removeprefix(site.url)))


def test_machines_are_told_of_pictures_that_are_there(pictured_site):
    site = pictured_site
    page = site.documents["events/walk/"]

    (image,) = page.xpath("//meta[@property='og:image']/@content")
    (data,) = page.xpath("//script[@type='application/ld+json']/text()")
    told = json.loads(data)
    nodes = told if isinstance(told, list) else told["@graph"]
    event = next(each for each in nodes if "image" in each)
    (walk,) = Calendar.from_ical(site.files["events/walk.ics"]).events
    people = json.loads(site.files["api/community.json"])["people"]
    addresses = [image, event["image"]["url"], str(walk["IMAGE"]), people[0]["avatar"]]
    assert all(site.has(urljoin(site.url, each).removeprefix(site.url)) for each in addresses)
    assert page.xpath("//meta[@property='og:image:width']/@content") == ["1500"]
    assert (event["image"]["width"], event["image"]["height"]) == (1500, 2000)
    assert walk["IMAGE"].params["FMTTYPE"] == "image/jpeg"


def test_excerpts_carry_their_pictures_to_other_pages(pictured_site):
    site = pictured_site
    for address in ("posts/", "zh-Hant/posts/"):
        assert any("boat" in each[0] for each in shown_in(site, address, site.main(address))), (
            address
        )
    assert_true(site)


def test_a_second_build_makes_the_same_bytes_from_the_cache(pictured_town):
    first = pictured_town.built(to="first")
    file = pictured_town.folder / ".cache" / "chaguan" / "made.sqlite3"
    wanted = "SELECT number FROM entries WHERE room = 'pictures' ORDER BY number"
    with closing(sqlite3.connect(file)) as cache:
        before = cache.execute(wanted).fetchall()
        second = pictured_town.built(to="second")
        after = cache.execute(wanted).fetchall()

    assert second.files == first.files
    assert after == before != []
