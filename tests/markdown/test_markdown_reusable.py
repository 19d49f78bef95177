"""A converter that is used again makes of every text what a new one makes of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from random import Random

import pytest
import yaml
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from pymdownx.superfences import fence_div_format

from chaguan.markdown.commonmark import CommonMark
from chaguan.markdown.reusable import FORGET, is_reusable, reader
from chaguan.mkdocs.converters import Converters
from support import ROOT

TABS = {"pymdownx.tabbed": {"alternate_style": True}}
OF_TEMPLATE = (
    "abbr admonition attr_list def_list footnotes md_in_html tables toc pymdownx.details"
    " pymdownx.highlight pymdownx.inlinehilite pymdownx.keys pymdownx.superfences pymdownx.tabbed"
    " pymdownx.tasklist"
).split()
WITH_MORE = sorted(FORGET - {"fenced_code"})
LEAKING = (
    "[tea]: https://a.example 'Tea'\n*[HTML]: a language\n[^1]: A note\n\n[tea] HTML[^1]",
    "[tea], HTML and [^1]: here nobody says what they are",
    "# Tea\n\n## Tea\n\n[TOC]",
    "## Tea {#tea .cup}\n\n- [ ] boil\n- [x] pour",
    '=== "One"\n\n    1\n\n=== "Two"\n\n    2',
    '!!! note "甲"\n\n    乙\n\n??? tip\n\n    丙',
    "    indented\n\n```py title='x' linenums='1'\nx = 1\n```\n\n`#!py y`",
    '<div markdown="1" id="drawn">\n\n**甲**\n\n</div>\n\n<a name="b"></a>',
    "> [!NOTE]\n> 甲\n\n{漢字|かん じ}\n\n*a **b* c**",
    '{++in++} {--out--} ==mark== H~2~O x^2^ ++ctrl+c++ (c) :tea: https://a.example "q" $x$',
    "Tea\n:   a leaf\n\n    and water\n\n[^2]: alone\n\nagain[^2][^2]",
    "*unclosed ~~and `open <b>",
    " ",
)


def texts(*, has_long: bool) -> list[str]:
    """The additions' texts, those that leave much behind, and perhaps the demonstration's."""
    additions = Path(__file__).with_name("additions.yml").read_text(encoding="utf-8")
    found = [text for each in yaml.safe_load(additions).values() for text in each[::4]]
    if has_long:
        written = [each.read_text(encoding="utf-8") for each in ROOT.glob("content/**/*.md")]
        found += sorted(text.rpartition("\n---\n")[2] for text in written)
    return [*found, *LEAKING, *LEAKING, *LEAKING]


def converter(extensions: list[str]) -> Markdown:
    return Markdown(extensions=[*extensions, CommonMark("zh-Hant")], extension_configs=TABS)


@pytest.mark.parametrize("extensions", [OF_TEMPLATE, WITH_MORE, ["toc", "fenced_code"]])
def test_what_is_named_forgets_a_text_wholly(extensions):
    assert is_reusable(extensions, TABS)
    again, shuffled = converter(extensions), texts(has_long=extensions is OF_TEMPLATE)
    Random(20).shuffle(shuffled)

    for text in shuffled:
        new = converter(extensions)
        assert again.reset().convert(text) == new.convert(text)
        assert again.toc_tokens == new.toc_tokens


def own_fence(source, language, class_name, options, md, **kwargs):
    """A site's own."""


def fences(made_by) -> dict[str, object]:
    fence = {"name": "x", "class": "x", "format": made_by}
    return {"pymdownx.superfences": {"custom_fences": [fence]}}


@pytest.mark.parametrize(
    ("extensions", "configs", "is_so"),
    [
        (["toc"], {}, True),
        (["toc", "theirs.unknown"], {}, False),
        (["toc", CommonMark()], {}, False),
        (["footnotes"], {"footnotes": {"UNIQUE_IDS": True}}, False),
        (["footnotes"], {"footnotes": {"UNIQUE_IDS": False}}, True),
        (["pymdownx.superfences"], fences(fence_div_format), True),
        (["pymdownx.superfences"], fences(own_fence), False),
        (["pymdownx.superfences"], fences(partial(fence_div_format, class_name="y")), True),
        (["pymdownx.superfences"], fences(partial(fence_div_format, md=own_fence)), False),
    ],
)
def test_what_is_not_known_to_forget_is_made_anew(extensions, configs, is_so):
    assert is_reusable(extensions, configs) is is_so


def read(page: Page) -> tuple[object, ...]:
    """What a page has been told."""
    links = {file.src_uri: each for file, each in (page.links_to_anchors or {}).items()}
    toc = [(each.id, each.title, each.level) for each in page.toc]
    return page.content, toc, page.title, page.present_anchor_ids, links


def test_a_reader_is_the_same_for_the_same_settings():
    with reader("en", ["toc"], {}) as first:
        pass
    with reader("en", ["toc"], {}) as again:
        pass
    with reader("en", ["toc", "smarty"], {}) as other:
        pass

    assert again is first
    assert other is not first


def test_a_reader_that_failed_is_not_used_again():
    def used(*, fails: bool) -> Markdown:
        with reader("en", ["toc"], {}) as site:
            if fails:
                raise ValueError("unread")
        return site

    first = used(fails=False)
    with pytest.raises(ValueError, match="unread"):
        used(fails=True)

    assert used(fails=False) is not first


def engine(folder: Path, extensions: list[object]) -> MkDocsConfig:
    (folder / "docs").mkdir()
    return load_config(
        None,
        config_file_path=str(folder / "mkdocs.yml"),
        docs_dir=str(folder / "docs"),
        site_name="Tea",
        plugins=[],
        markdown_extensions=extensions,
    )


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ({}, '<span class="kc">null</span>'),
        ({"pygments_style": "nord"}, '<span class="kc">null</span>'),
        ({"noclasses": True}, '<span style="color: #008000; font-weight: bold">null</span>'),
    ],
)
def test_code_has_the_colours_that_the_site_asks_for(style, shown, tmp_path):
    config = engine(tmp_path, [{"pymdownx.highlight": style}, "pymdownx.superfences"])
    page = Page(None, File("a.md", None, str(tmp_path), use_directory_urls=True), config)
    page.markdown = "```json\nnull\n```"

    Converters().convert(page, config, Files([page.file]), "en", is_trusted=False)

    assert shown in page.content


@pytest.mark.parametrize("further", [[], ["markdown.extensions.meta"]])
def test_each_page_has_its_own_title_anchors_and_links(further, tmp_path):
    written = {
        "a/one.md": "# One\n\n[two](../b/c/two.md#x)\n\n<a name='n'></a>",
        "b/c/two.md": "[one](../../a/one.md) ![](../../a/p.png)\n\n## Two",
        "three.md": "# Three\n\n## One\n\n[one](a/one.md#one) [here](#one)",
        "four.md": "nothing",
    }
    config = engine(tmp_path, [*OF_TEMPLATE, *further])
    files = Files([File(path, None, str(tmp_path), use_directory_urls=True) for path in written])

    def pages(converters: list[Converters]) -> list[tuple[object, ...]]:
        found = []
        for file, each in zip(files, converters, strict=True):
            page = Page(None, file, config)
            page.markdown, page.meta = written[file.src_uri], {}
            each.convert(page, config, files, "en", is_trusted=True)
            found.append(read(page))
        return found

    assert pages([Converters()] * 4) == pages([Converters() for _ in range(4)])
