"""What a contributed file cannot do to the site: choose its template, come early, leak."""

from __future__ import annotations

import os

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

PEOPLE = """
    people/
        mei.yml
        | name: Mei
"""
POST = """
    ---
    title: Rain
    date: 2026-10-01
    authors: [mei]
    {more}---
    # Rain

    It rained.

    ## And more

    ## And on
"""
OF_THE_THEME = (
    *("template: redirect.html", "icon: material/tea", "search: {exclude: true, boost: 9}"),
    *("hide: [navigation, toc, footer]", "status: deprecated", "social: {cards: false}"),
    *("layout: zqx", "robots: noindex", "canonical: https://zqx.example/", "comments: true"),
    *("edit_uri: zqx", "revision_date: zqx", "glightbox: false"),
    *("tags_extra: [zqx]", "render_macros: true", "extra_javascript: [zqx.js]", "inherit: zqx"),
)


def test_what_a_theme_reads_in_front_matter_has_no_effect(town):
    drawn = town(PEOPLE)
    drawn.write("posts/rain.md", POST.format(more=""))
    drawn.write("about.md", "# About\n\nUs.\n")
    plain = drawn.built(to="plain")
    drawn.write("posts/rain.md", POST.format(more="".join(f"{x}\n    " for x in OF_THE_THEME)))
    head = "\n".join(each for each in OF_THE_THEME if not each.startswith("title"))
    drawn.write("about.md", f"---\n{head}\n---\n# About\n\nUs.\n")
    result = drawn.build(to="stuffed")
    stuffed = drawn.site_in("stuffed")

    assert result.exit_code == 0, result.output
    assert stuffed.files == plain.files
    for line in OF_THE_THEME:
        name = line.partition(":")[0]
        assert f"there is no field {name}" in result.output, name


def test_a_description_for_the_theme_is_asked_for_by_its_name_here(town):
    drawn = town(PEOPLE)
    drawn.write("posts/rain.md", POST.format(more="description: zqx\n    "))
    result = drawn.build()

    assert result.exit_code == 1
    assert "FD101 there is no field description" in result.output
    assert "Did you mean summary?" in result.output


EARLY = "date: 2026-01-01"


@pytest.mark.parametrize("of_translation", [EARLY, f"draft: false\n{EARLY}"])
@pytest.mark.parametrize("of_original", ["date: 2027-01-01", f"{EARLY}\ndraft: true"])
def test_a_translation_is_not_out_before_its_original(town, of_original, of_translation):
    drawn = town(PEOPLE)
    text = "---\ntitle: {}\nauthors: [mei]\n{}\n---\nWords.\n"
    drawn.write("posts/rain.md", text.format("Rain", of_original))
    drawn.write("posts/rain.zh-Hant.md", text.format("雨zqx", of_translation))
    site = drawn.built()

    assert not site.has("zh-Hant/posts/rain/")
    assert [path for path, words in site.words() if "雨zqx" in words] == []


def test_a_translation_with_a_later_date_follows(town):
    drawn = town(PEOPLE)
    text = "---\ntitle: {}\nauthors: [mei]\ndate: {}\n---\nWords.\n"
    drawn.write("posts/rain.md", text.format("Rain", "2026-01-01"))
    drawn.write("posts/rain.zh-Hant.md", text.format("雨", "2027-01-01"))
    site = drawn.built()

    assert site.has("posts/rain/")
    assert not site.has("zh-Hant/posts/rain/")


@pytest.mark.parametrize("is_folder", [False, True])
def test_nothing_behind_a_symbolic_link_belongs_to_the_site(town, tmp_path, is_folder):
    """The build ends there; where it goes on, as while serving, the file is left out."""
    drawn = town(PEOPLE)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.png").write_text("zqx")
    (drawn.content / "images").mkdir()
    link = drawn.content / "images" / ("folder" if is_folder else "secret.png")
    os.symlink(outside if is_folder else outside / "secret.png", link)
    result = drawn.build()

    assert result.exit_code != 0
    assert "SR104" in result.output

    config = load_config(str(drawn.folder / "mkdocs.yml"))
    plugin = config.plugins["chaguan"]
    plugin.on_startup(command="serve", dirty=False)
    config = plugin.on_config(config)
    files = get_files(config)
    for step in plugin.on_files.methods:
        files = step(files, config=config)

    assert "secret.png" in " ".join(file.src_uri for file in files)
    included = [file.src_uri for file in files if file.inclusion.is_included()]
    assert not [uri for uri in included if "secret.png" in uri]
