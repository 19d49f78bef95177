"""What a machine refuses is told in a sentence, and a cache that cannot be used is done without."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from chaguan.build.store import CacheError, Store
from support.whole_sites import Town

PERSON = """
    people/
        mei.yml
        | name: Lin Mei
"""


@pytest.fixture
def small(town) -> Town:
    return town(PERSON)


def test_a_file_where_the_site_should_be_is_told(small):
    (small.folder / "site").write_text("mine")

    result = small.build()

    assert result.exit_code == 1
    assert "is a file, and the site would be a folder" in result.output
    assert (small.folder / "site").read_text() == "mine"


def test_a_link_that_leads_nowhere_where_the_site_should_be_is_told(small):
    (small.folder / "site").symlink_to(small.folder / "gone")

    result = small.build()

    assert result.exit_code == 1
    assert "is a link that leads nowhere" in result.output


@pytest.mark.parametrize("seconds", ["abc", "99999999999999999"])
def test_a_clock_that_is_none_is_told(small, monkeypatch, seconds):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)

    result = small.build()

    assert result.exit_code == 1
    assert f"SOURCE_DATE_EPOCH is '{seconds}'" in result.output


def test_a_place_that_cannot_be_written_is_told(small):
    blocked = small.folder / "file"
    blocked.write_text("no folder")

    result = small.build(to="file/site")

    assert result.exit_code == 1
    assert "The site cannot be written to" in result.output


def test_without_a_cache_the_site_is_built_and_that_is_said(small, monkeypatch, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("no folder")
    monkeypatch.setenv("CHAGUAN_CACHE", str(taken))

    result = small.build()

    assert result.exit_code == 0, result.output
    assert "Nothing of this build is kept." in result.output
    assert small.site.has("people/mei/")


def test_a_store_that_moved_aside_keeps_what_it_is_given(tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("no folder")
    store = Store(taken / "made.sqlite3")
    with pytest.raises(CacheError):
        list(store.rows("SELECT 1"))

    store.move_aside()

    assert list(store.rows("SELECT count(*) FROM contents")) == [(0,)]


@pytest.fixture
def heard_again() -> Iterator[None]:
    """The engine's logger as it was: `--quiet` leaves it deaf for whoever builds next."""
    logger = logging.getLogger("mkdocs")
    level = logger.level
    yield
    logger.setLevel(level)


@pytest.mark.usefixtures("heard_again")
def test_strict_and_quiet_together_are_refused(small):
    """The engine counts no warning then, and would end well whatever is wrong."""
    result = small.build("--strict", "--quiet")

    assert result.exit_code == 1
    assert "`--quiet` keeps warnings from being counted" in result.output
    assert small.build("--quiet").exit_code == 0


@pytest.mark.parametrize("options", [(), ("--strict",)])
def test_two_themes_in_one_environment_are_told(small, monkeypatch, tmp_path, options):
    beside = tmp_path / "installed" / "mkdocs_materialx-10.2.2.dist-info"
    beside.mkdir(parents=True)
    said = "Metadata-Version: 2.1\nName: mkdocs-materialx\nVersion: 10.2.2\n"
    (beside / "METADATA").write_text(said)
    monkeypatch.syspath_prepend(str(beside.parent))

    result = small.build(*options)

    assert "mkdocs-material and mkdocs-materialx are both installed" in result.output
    assert result.exit_code == (1 if options else 0)


@pytest.mark.parametrize("options", [(), ("--strict",)])
def test_a_theme_that_is_neither_is_told(small, options):
    settings = small.folder / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("name: material\n", "name: mkdocs\n"))

    result = small.build(*options)

    assert "Our pages need Material or MaterialX, and `theme`" in result.output
    assert result.exit_code == (1 if options else 0)


def test_a_theme_that_is_not_installed_ends_before_anything_is_written(small):
    settings = small.folder / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("name: material\n", "name: materialx\n"))

    result = small.build()

    assert result.exit_code == 1
    assert "materialx" in result.output
    assert not (small.folder / "site").exists()
