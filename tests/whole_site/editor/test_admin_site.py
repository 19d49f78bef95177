"""The editor is there for a site that asks for it, and for nobody else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from lxml import html

Build = Callable[..., CompletedProcess[str]]


def test_site_that_does_not_ask_has_no_editor(bare_town: Path, build_town: Build) -> None:
    done = build_town(bare_town, admin=False)

    assert done.returncode == 0, done.stderr
    assert not (bare_town / "site" / "admin").exists()


def test_lists_offer_a_new_file_in_the_language_of_the_page(
    bare_town: Path, build_town: Build
) -> None:
    build_town(bare_town, admin=False)

    def offered(address: str) -> list[tuple[str, str]]:
        page = html.parse(str(bare_town / "site" / address / "index.html"))
        links = page.getroot().cssselect("a.cg-add")
        return [(each.text, each.get("href").partition("?")[0]) for each in links]

    new = "https://github.com/example/town/new/main/content"
    assert offered("events") == [("張貼一個活動", f"{new}/events/2026")]
    assert offered("en/events") == [("Announce an event", f"{new}/events/2026")]
    assert offered("en/people") == [("Introduce yourself", f"{new}/people")]
    assert offered("en/places/house") == [("Announce an event", f"{new}/events/2026")]
    assert offered("en/people/lin-mei") == []
    assert offered("posts/2026/rain") == []


def test_missing_editor_says_what_to_run(bare_town: Path, build_town: Build) -> None:
    done = build_town(bare_town, admin=True)

    assert done.returncode != 0
    assert "make editor" in done.stderr


def test_page_loads_nothing_but_its_own_scripts_unchanged(town: Path) -> None:
    folder = town / "site" / "admin"
    page = (folder / "index.html").read_text(encoding="utf-8")

    scripts = re.findall(r'src="([^"]+)" integrity="sha384-([^"]+)"', page)
    assert [name for name, _ in scripts] == ["editor.js", "js-yaml.min.js", "decap-cms.js"]
    for name, expected in scripts:
        digest = hashlib.sha384((folder / name).read_bytes()).digest()
        assert base64.b64encode(digest).decode() == expected
    assert not re.search(r'(src|href)="(https?:)?//', page)
    assert "<script>" not in page


def test_take_part_leads_to_the_form(town: Path) -> None:
    page = html.parse(str(town / "site" / "en" / "contribute" / "index.html")).getroot()

    assert "../../admin/" in {each.get("href") for each in page.cssselect("a.cg-button")}
