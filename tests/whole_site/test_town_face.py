"""A town's own colour and sign, on every page, poster and icon."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from chaguan.render.html.palette import palette
from support.whole_sites import COMMUNITY

TEAL = "#1f6f8b"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'
PERSON = "people/\n    mei.yml\n    | name: Mei\n"


def named(*lines: str) -> str:
    """A town whose `community.yml` says some things more."""
    return COMMUNITY.rstrip() + "".join(f"\n| {line}" for line in lines) + f"\n{PERSON}"


def style(site) -> str:
    (sheet,) = (path for path in site.files if path.startswith("assets/chaguan/look."))
    return site.files[sheet].decode()


def sign(site) -> str:
    """The picture in the header, as an address of the site."""
    (logo,) = site.documents[""].xpath("//header//a[contains(@class, 'md-logo')]/img/@src")
    return site.address("", logo)


@pytest.fixture
def coloured(town):
    return town(named(f'colour: "{TEAL}"')).built()


def test_pages_posters_and_the_phone_have_the_towns_colour(coloured):
    colours = palette(TEAL)

    assert f"--cg-tea: {colours['light']['--cg-tea']};" in style(coloured)
    assert f"--cg-tea: {colours['dark']['--cg-tea']};" in style(coloured)
    assert colours["light"]["--cg-paper"] in coloured.files["index.html"].decode()
    assert "assets/chaguan/town.css" in coloured.files["people/mei/poster/index.html"].decode()
    assert colours["light"]["--cg-tea"] in coloured.files["assets/chaguan/favicon.svg"].decode()


def test_a_palette_in_mkdocs_yml_wins_and_is_told_of(town, caplog):
    place = town(named(f'colour: "{TEAL}"'))
    settings = place.folder / "mkdocs.yml"
    settings.write_text(
        settings.read_text().replace("name: material", "name: material\n  palette: {scheme: slate}")
    )

    site = place.built()

    assert palette(TEAL)["light"]["--cg-tea"] not in style(site)
    assert "assets/chaguan/town.css" not in site.files


def test_a_copyright_line_is_kept_and_fonts_of_another_host_are_told_of(town):
    place = town(named())
    settings = place.folder / "mkdocs.yml"
    named_fonts = "name: material\n  font: {text: Roboto Slab}"
    text = settings.read_text().replace("name: material", named_fonts)
    settings.write_text(f"{text}copyright: All hands 2026\n")

    result = place.build()

    assert result.exit_code == 0, result.output
    assert "would ask Google for" in result.output
    home = place.site.files["index.html"].decode()
    assert "All hands 2026" in home
    assert "googleapis" not in home


def test_a_town_without_a_logo_has_a_seal_with_its_first_letter(town):
    site = town(named()).built()

    assert sign(site) == "assets/chaguan/favicon.svg"
    assert ">T</text>" in site.files["assets/chaguan/favicon.svg"].decode()
    with Image.open(io.BytesIO(site.files["assets/chaguan/icon-192.png"])) as icon:
        assert icon.size == (192, 192)


def test_a_drawn_logo_is_the_sign(town):
    place = town(named("logo: sign.svg"))
    (place.folder / "content" / "sign.svg").write_text(LOGO)

    site = place.built()

    assert site.files[sign(site)].startswith(b"<svg")
    assert b"M0 0h8v8z" in site.files["assets/chaguan/favicon.svg"]


def test_a_photographed_logo_is_the_sign_and_is_not_cut(town):
    place = town(named("logo: sign.png"))
    Image.new("RGB", (300, 100), "#ff0000").save(place.folder / "content" / "sign.png")

    site = place.built()

    assert site.has(sign(site)) or sign(site) in site.files
    with Image.open(io.BytesIO(site.files["assets/chaguan/icon-192.png"])) as icon:
        assert icon.getpixel((2, 96))[:3] == (255, 0, 0)
        assert icon.getpixel((96, 2))[3] == 0


def test_a_logo_that_acts_is_not_the_sign(town):
    place = town(named("logo: sign.svg"))
    acting = LOGO.replace("<path", "<script>alert(1)</script><path")
    (place.folder / "content" / "sign.svg").write_text(acting)

    result = place.build()

    files = list(place.folder.rglob("site/**/*.svg"))
    assert all(b"<script" not in path.read_bytes() for path in files), result.output
