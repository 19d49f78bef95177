"""Everything that people may write reaches the reader as it would without the sanitizer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest
import yaml
from markdown import Markdown
from markdown.extensions.toc import slugify_unicode
from playwright.sync_api import Browser, Page

from chaguan.render.html.sanitize import sanitized
from support import ROOT

pytestmark = pytest.mark.browser

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.md"))
WRITTEN = sorted((ROOT / "content").rglob("*.md"))
EXTENSIONS = (
    "abbr admonition attr_list def_list footnotes md_in_html tables toc pymdownx.betterem"
    " pymdownx.caret pymdownx.critic pymdownx.details pymdownx.emoji pymdownx.highlight"
    " pymdownx.inlinehilite pymdownx.keys pymdownx.mark pymdownx.smartsymbols"
    " pymdownx.superfences pymdownx.tabbed pymdownx.tasklist pymdownx.tilde"
).split()
EMOJI = """
emoji_index: !!python/name:material.extensions.emoji.twemoji
emoji_generator: !!python/name:material.extensions.emoji.to_svg
"""
SETTINGS = {
    "toc": {"permalink": True, "slugify": slugify_unicode},
    "pymdownx.emoji": yaml.unsafe_load(EMOJI),
    "pymdownx.highlight": {
        "anchor_linenums": True,
        "line_spans": "__span",
        "pygments_lang_class": True,
    },
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}
TREE = r"""(html) => {
  const box = document.createElement("template");
  box.innerHTML = html;
  const lines = [];
  const walk = (node, depth) => {
    for (const each of node.childNodes) {
      const words = each.nodeType === 3 && each.textContent.replace(/\s+/g, " ").trim();
      if (words) lines.push("  ".repeat(depth) + words);
      if (each.nodeType === 8) lines.push("  ".repeat(depth) + "<!---->");
      if (each.nodeType !== 1) continue;
      const said = [...each.attributes].map(({ name, value }) => `${name}=${value.trim()}`).sort();
      lines.push(`${"  ".repeat(depth)}<${[each.tagName, ...said].join(" ")}>`);
      walk(each, depth + 1);
    }
  };
  walk(box.content, 0);
  return lines;
}"""
"""What a browser makes of HTML, a line for each element, text and comment."""
EXPLAINED = r"- *<!---->"
"""What differs and may: comments say nothing to a reader; icons carry their licence in one."""
EMOJI_PICTURE = re.compile(r'<img alt="([^"]*)" class="twemoji"[^>]*>')
"""It would be asked of somebody else; what stands there instead is the character it shows."""
SOURCE_LINK = re.compile(r'href="[^"]*\.(md|yml)(#[^"]*)?"')
"""The engine makes an address of it before anything is sanitized."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page that asks nobody: pictures from elsewhere are as if there were no network."""
    context = browser.new_context(viewport={"width": 900, "height": 700})
    context.route("**/*", lambda route: route.abort())
    yield context.new_page()
    context.close()


def both(path: Path) -> tuple[str, str]:
    """What a text becomes before and after sanitizing."""
    text = path.read_text("utf-8")
    body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
    html = Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS).convert(body)
    before = SOURCE_LINK.sub('href="../"', html)
    return EMOJI_PICTURE.sub(r"\1", before), sanitized(before)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_every_construct_reads_the_same(page, path):
    before, after = both(path)

    assert lost(page, before, after) == []


def test_the_demonstration_reads_the_same(page):
    found = {path.name: lost(page, *both(path)) for path in WRITTEN}

    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_loss_would_be_told(page):
    assert lost(page, '<p class="md-x">x <b>y</b></p>', "<p>x <i>y</i></p>") != []


def lost(page: Page, before: str, after: str) -> list[str]:
    trees = (page.evaluate(TREE, html) for html in (before, after))
    lines = unified_diff(*trees, lineterm="", n=0)
    changed = [each for each in lines if not each.startswith(("---", "+++", "@@"))]
    return [each for each in changed if not re.fullmatch(EXPLAINED, each)]


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_every_construct_looks_the_same(page, path, theme_styles):
    before, after = both(path)

    assert picture(page, before, theme_styles) == picture(page, after, theme_styles)


@pytest.fixture(scope="module")
def theme_styles() -> str:
    """The theme's style sheets and ours, in the order of a page."""
    named = yaml.unsafe_load("!!python/module:material").__file__
    sheets = Path(named).parent / "templates" / "assets" / "stylesheets"
    found = [*sorted(sheets.glob("main.*.min.css")), *sorted(sheets.glob("palette.*.min.css"))]
    found.append(ROOT / "plugins" / "chaguan" / "assets" / "chaguan.css")
    return "\n".join(path.read_text("utf-8") for path in found)


def picture(page: Page, html: str, styles: str) -> bytes:
    """How a body looks on a page of the site, without its scripts."""
    page.set_content(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><style>{styles}</style></head>'
        '<body dir="ltr" data-md-color-scheme="default" data-md-color-primary="custom">'
        f'<main class="md-main"><article class="md-content__inner md-typeset"><div class="cg-page">'
        f'<div class="cg-body">{html}</div></div></article></main></body></html>'
    )
    return page.screenshot(full_page=True, animations="disabled", caret="hide")
