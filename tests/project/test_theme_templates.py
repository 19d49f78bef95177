"""What we rely on in the theme is there, and a newer version of it is looked at."""

import pytest

from chaguan.render.html.themes import BLOCKS, STYLES, TEMPLATES, both
from support.theme_templates import as_they_are, blocks, folder, known, theme


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_that_we_rely_on_is_there(template):
    assert (folder() / template).is_file()


@pytest.mark.parametrize(("template", "named"), BLOCKS.items())
def test_every_block_that_ours_fill_is_there(template, named):
    assert set(named) <= blocks(template)


@pytest.mark.parametrize("name", STYLES)
def test_the_style_sheets_that_are_joined_with_ours_are_there(name):
    found = list((folder() / "assets" / "stylesheets").glob(f"{name}.*.min.css"))

    assert len(found) == 1


def test_no_template_that_we_rely_on_has_changed_unseen():
    """Where this fails, a newer version of the theme has come: look at these templates.

    What ours extend, replace or cut may have moved. Then write them down:
    `PYTHONPATH=tests python -m support.theme_templates`
    """
    seen, now = known()[theme()], as_they_are()

    changed = [name for name in TEMPLATES if seen["templates"][name] != now["templates"][name]]
    assert changed == [], f"{seen['version']} → {now['version']}"


def test_one_theme_is_installed_and_not_both():
    assert not both()
