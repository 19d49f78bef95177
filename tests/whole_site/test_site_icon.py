"""The small picture in the browser's tab."""

from __future__ import annotations

import pytest

from support.pictures import scene, written

ICONS = "//link[contains(@rel, 'icon')]/@href"
OWN = written(scene(320, 200), "PNG")
THEMES = "assets/images/favicon.png"


def icons(site, address: str) -> list[str]:
    return [site.address(address, each) for each in site.documents[address].xpath(ICONS)]


def test_a_site_without_its_own_icon_gets_ours(town):
    site = town("about.md\n| # About\n\npeople/\n    mei.yml\n    | name: Mei\n").built()

    found = icons(site, "about/")
    assert found == [
        "assets/chaguan/favicon.png",
        "assets/chaguan/favicon.svg",
        "assets/chaguan/icon-192.png",
    ]
    assert icons(site, "people/mei/poster/") == found[:1]
    assert set(found) < set(site.files)
    assert sum(len(site.files[each]) for each in found[:2]) < 1500
    assert THEMES not in site.files


@pytest.mark.parametrize("kept", ["content", "overrides"])
def test_a_site_s_own_icon_is_the_only_one(town, kept):
    place = town("about.md\n| # About\n")
    settings = place.folder / "mkdocs.yml"
    path = "images/ours.png" if kept == "content" else THEMES
    own = f"favicon: {path}" if kept == "content" else "custom_dir: overrides"
    named = f"name: material\n  {own}"
    settings.write_text(settings.read_text().replace("name: material", named))
    file = place.folder / kept / path
    file.parent.mkdir(parents=True)
    file.write_bytes(OWN)

    site = place.built()

    assert icons(site, "about/") == [path]
    assert path in site.files
