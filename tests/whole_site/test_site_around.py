"""What the theme writes around pages is kept from one to the next, and is right on each."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace

import jinja2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import url_filter

from chaguan.mkdocs.marked_links import links_from, marking
from chaguan.mkdocs.quick_code import QuickCode, QuickContext
from chaguan.render.html.kept_frame import Kept, place
from support.night import sample

from .test_site_same_bytes import differing

HIDES_THE_THEME = """
    import jinja2

    def on_env(env, **others):
        env.loader = jinja2.ChoiceLoader([env.loader])  # of which nobody knows what it loads
        return env
"""
COUNTS_TEMPLATES = """
    import collections, json, pathlib

    COUNTED = collections.Counter()

    def on_env(env, **others):
        class Counted(env.template_class):
            def new_context(self, *given, **named):
                COUNTED[self.name] += 1
                return super().new_context(*given, **named)

        env.template_class = Counted
        return env

    def on_post_build(config):
        pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(COUNTED))
"""
OURS = ""
DEEP = """
    nav:
      - Home: index.md
      - About: about.md
      - Rain & more:
          - posts/2026/rain.md
          - Its slides: posts/2026/sun/slides/
          - Inner:
              - Walkers: groups/walkers/
              - Elsewhere: https://elsewhere.example/posts/2026/sun/
      - Beside it: posts/2026/sun.pdf
"""
FEATURES = {
    "none": ["content.tabs.link"],
    "all in one": ["toc.integrate", "navigation.path", "navigation.expand", "navigation.footer"],
    "sticky tabs": ["navigation.tabs", "navigation.tabs.sticky", "navigation.sections"],
    "pruned": ["navigation.prune", "navigation.indexes", "navigation.instant", "announce.dismiss"],
    "ours": [],
}


def built_with(town, name: str, hook: str, settings: str):
    """The site of a town whose `mkdocs.yml` names a hook of its own."""
    town.write(f"../{name}.py", hook)
    file = town.folder / "mkdocs.yml"
    file.write_text(f"{settings}hooks: [{name}.py]\n", encoding="utf-8")
    return town.built(to=name)


def settings_of(town) -> str:
    return (town.folder / "mkdocs.yml").read_text(encoding="utf-8")


def kept_alone(town):
    """The site, with what is around its pages kept."""
    return built_with(town, "counting", COUNTS_TEMPLATES, settings_of(town))


def both(town):
    """The site, with what is around its pages kept, and with all of it rendered for each."""
    settings = settings_of(town)
    return kept_alone(town), built_with(town, "hiding", HIDES_THE_THEME, settings)


def counted(town) -> dict[str, int]:
    """How often each template was rendered in the first of both."""
    return json.loads((town.folder / "counting.json").read_text())


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what is counted is counted in one place."""
    monkeypatch.setenv("CHAGUAN_PROCESSES", "1")


@pytest.mark.parametrize(
    ("chosen", "nav"),
    sample([(chosen, nav) for nav in (OURS, DEEP) for chosen in FEATURES], 4),
    ids=lambda each: "its own" if each == DEEP else each or "our navigation",
)
def test_every_byte_is_as_if_each_page_were_rendered_alone(lively_town, chosen, nav):
    town = lively_town(settings=nav)
    file = town.folder / "mkdocs.yml"
    features = f"name: material\n  features: {json.dumps(FEATURES[chosen])}"
    file.write_text(file.read_text(encoding="utf-8").replace("name: material", features))

    kept, alone = both(town)

    assert differing(kept, alone) == []
    assert len(kept.pages) > 40


@pytest.mark.nightly
def test_the_demonstration_is_as_if_each_page_were_rendered_alone(
    demonstration, built_otherwise, tmp_path
):
    (tmp_path / "hiding.py").write_text(dedent(HIDES_THE_THEME))

    alone = built_otherwise(settings=f"hooks: [{tmp_path / 'hiding.py'}]\n")

    assert differing(demonstration, alone) == []


def test_the_theme_is_rendered_once_for_a_folder(lively_town):
    town = lively_town()
    site = kept_alone(town)

    times = counted(town)
    named = sum(bool(page.find_class("md-tabs__item--active")) for page in site.pages.values())
    folders = {address.rstrip("/").rpartition("/")[0] for address in site.pages}
    most = named + 2 * len(folders) + 1  # with a list of headings and without; 404.html

    assert len(site.pages) > most
    for name in ("nav", "tabs", "header", "footer"):
        assert 0 < times[f"partials/{name}.html"] <= most, name


def test_links_are_right_where_the_navigation_leads_below_a_page(lively_town):
    town = lively_town(settings=DEEP)

    kept = kept_alone(town)

    slides = kept.pages["posts/2026/sun/"].xpath("//nav//a[contains(., 'Its slides')]/@href")
    assert slides == ["slides/"]
    beside = kept.pages["posts/2026/sun/"].xpath("//nav//a[contains(., 'Beside it')]/@href")
    assert set(beside) == {"../sun.pdf"}
    far = kept.pages["events/2026/tea/"].xpath("//nav//a[contains(., 'Its slides')]/@href")
    assert far == ["../../../posts/2026/sun/slides/"]


NAMES = st.text("ab.", min_size=1, max_size=2).filter(lambda name: set(name) != {"."})
FOLDERS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@given(FOLDERS, st.lists(FOLDERS, max_size=4), st.sets(FOLDERS, max_size=4), st.booleans())
@example("posts/sun", ["posts/sun/slides"], {"posts"}, True)
@example("posts/sun", ["posts/sunny", "posts"], set(), True)
def test_links_that_are_kept_are_those_of_the_page(page, linked, ways, is_folder):
    def links(url: str) -> str:
        ends = "/" if is_folder else ""
        addresses = [get_relative_url(f"{each}{ends}", url) for each in linked]
        return "".join(f'<a href="{each}">' for each in addresses)

    somewhere, name = place(f"{page}/", ways)
    kept = Kept(links(somewhere))

    if kept.fits(name):
        assert kept.filled({}).decode() == links(f"{page}/")
    else:
        assert any(f"/{name}/" in f"/{each}/" for each in linked)


@given(FOLDERS, st.lists(FOLDERS | st.sampled_from(["", "#a", "/a/", "https://a.example/"])))
@example("a/b", ["a/b/c&d", "a/", "a", "b/a.b", "a:b/"])
def test_links_that_are_put_in_later_are_those_of_the_engine(page, linked):
    env = jinja2.Environment(autoescape=True)
    env.filters["url"] = url_filter
    links = "{% for each in linked %}<a href='{{ each | url }}'>{% endfor %}"
    here = {"linked": linked, "page": SimpleNamespace(url=f"{page}/"), "base_url": ""}

    marked = marking(env).from_string(links).render({"linked": linked})

    assert links_from(f"{page}/", {})(marked) == env.from_string(links).render(here)


def test_a_template_of_the_sites_own_is_asked_on_every_page(lively_town):
    town = lively_town()
    overrides = Path(town.folder, "overrides", "partials")
    overrides.mkdir(parents=True)
    (overrides / "tabs.html").write_text(
        "<p class='own'>{{ page.url }} {{ page.canonical_url }}</p>"
    )
    file = town.folder / "mkdocs.yml"
    named = "name: material\n  custom_dir: overrides"
    file.write_text(file.read_text(encoding="utf-8").replace("name: material", named))

    kept, alone = both(town)

    assert differing(kept, alone) == []
    (own,) = kept.pages["posts/2026/sun/"].xpath("//p[@class='own']")
    assert own.text == "posts/2026/sun/ https://town.example.org/posts/2026/sun/"
    assert counted(town)["partials/tabs.html"] >= len(kept.pages)


def test_a_title_that_looks_like_a_mark_is_a_title(lively_town):
    town = lively_town()
    title = "<Chaguan  title &\"'> <Chaguan  alternate &\"'>"
    town.write("people/odd.yml", f"name: {json.dumps(title)}\n")

    kept, alone = both(town)

    assert differing(kept, alone) == []
    assert kept.text("people/odd/").count(title) >= 1


class Marked(str):
    def __html__(self):
        return "<i>its own</i>"


VALUES = ("plain 茶", "a <b> & 'c' \"d\"", Markup("<b>safe</b>"), 7, None, True, Marked("<"), [1])
PRINTS = """
{%- macro twice(x) %}{{ x }}{{ x }}{% endmacro -%}
{%- macro around(x) %}{{ x }}{{ caller() }}{% endmacro -%}
{% set kept %}[{{ value }}]{% endset %}{% filter upper %}{{ value }}{% endfilter -%}
{{ value }}|{{ twice(value) }}|{{ kept }}|{{ kept ~ value }}|{{ value|e }}|{{ [value]|join("<") }}
{{ twice(x=value) }}
{%- call around(value) %}{{ value }}{% endcall %}{{ "<" }}
{{- self.inner() }}{% block inner %}{{ value }}{% endblock %}
"""


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("escapes", [True, False])
def test_a_template_prints_what_the_engine_would(value, escapes):
    plain = jinja2.Environment(autoescape=escapes)
    quick = plain.overlay()
    quick.code_generator_class, quick.context_class = QuickCode, QuickContext

    printed = quick.from_string(PRINTS).render(value=value)

    assert printed == plain.from_string(PRINTS).render(value=value)
    assert type(printed) is str
