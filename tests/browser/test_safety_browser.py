"""Real Chromium opens what attackers wrote: nothing runs, nobody is asked, nobody is led away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from markdown import Markdown
from markdown.extensions.toc import slugify_unicode
from playwright.sync_api import Browser, BrowserContext, Route

from chaguan.locales import vocabulary
from chaguan.render.html.embeds import with_embeds
from chaguan.render.html.sanitize import sanitized, with_relations

pytestmark = pytest.mark.browser

HERE = "http://here.invalid/"
TOGETHER = 500
EXTENSIONS = (
    "abbr admonition attr_list def_list footnotes md_in_html tables toc pymdownx.caret"
    " pymdownx.critic pymdownx.details pymdownx.emoji pymdownx.highlight pymdownx.inlinehilite"
    " pymdownx.keys pymdownx.mark pymdownx.smartsymbols pymdownx.superfences pymdownx.tabbed"
    " pymdownx.tasklist pymdownx.tilde"
).split()
SETTINGS = {
    "toc": {"permalink": True, "slugify": slugify_unicode},
    "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span"},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}
ALARM = """(() => {
  window.ran = [];
  for (const name of ["alert", "confirm", "prompt", "print"])
    window[name] = (...words) => { window.ran.push(`${name} ${words}`); };
})()"""
"""Whoever runs anything calls one of these."""
SURVEY = r"""() => {
  const found = [];
  const acting = new Set(["SCRIPT", "STYLE", "IFRAME", "FRAME", "OBJECT", "EMBED", "FORM", "BASE",
    "META", "LINK", "TEMPLATE", "NOSCRIPT", "PORTAL", "BUTTON", "SELECT", "TEXTAREA", "VIDEO",
    "AUDIO", "SOURCE", "FOREIGNOBJECT", "USE", "ANIMATE", "SET", "IMAGE", "MATH", "DIALOG"]);
  const schemes = new Set(["http:", "https:", "mailto:", "tel:", "geo:", "webcal:"]);
  const addresses = new Set(["href", "src", "action", "formaction", "data", "poster", "cite",
    "background", "xlink:href", "ping", "srcset", "values", "to", "from"]);
  const looked = (box, times) => {
    for (const each of box.querySelectorAll("*")) {
      const say = (what) => found.push(`${box.dataset.n} (${times}) ${each.tagName} ${what}`);
      if (acting.has(each.tagName.toUpperCase())) say("acts");
      for (const { name, value } of each.attributes) {
        const plain = name.toLowerCase();
        if (plain.startsWith("on") || plain === "srcdoc") say(`${name}=${value}`);
        if (plain === "style" && !/^text-align: (left|right|center);$/.test(value)) say(value);
        if (!addresses.has(plain)) continue;
        let to;
        try { to = new URL(value, location.href); } catch { continue; }
        if (!schemes.has(to.protocol)) say(`${name}=${value}`);
        const isOut = /^https?:$/.test(to.protocol) && to.origin !== location.origin;
        if (isOut && !["href", "xlink:href", "cite"].includes(plain)) say(`${name}=${value}`);
        if (isOut && plain !== "cite" && each.getAttribute("rel") !== "ugc noopener") say("no rel");
      }
    }
  };
  const boxes = [...document.querySelectorAll("[data-n]")];
  for (const box of boxes) looked(box, 1);
  for (const box of boxes) {  // what reads differently when it is read again
    box.innerHTML = box.innerHTML;
    const again = box.innerHTML;
    box.innerHTML = again;
    looked(box, 2);
    if (box.innerHTML !== again) found.push(`${box.dataset.n} changes when read again`);
  }
  return { found, boxes: boxes.length };
}"""
UNTOUCHED = """() => [
  document.body.tagName, document.head.tagName, typeof document.getElementById,
  typeof document.querySelector, typeof document.createElement, typeof document.cookie,
  document.forms.length, document.defaultView === window, typeof document.attributes,
  typeof window.__config, typeof window.__md_scope, typeof window.__palette,
  document.location === window.location, document.childNodes.length,
].join()"""
"""What a name or an id could put itself in the place of."""


@dataclass
class Watch:
    """A browser that tells on what a page does."""

    context: BrowserContext
    pages: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    happened: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.add_init_script(ALARM)
        self.context.route("**/*", self._answer)
        self.page = self.context.new_page()
        self.context.on("page", lambda page: self.happened.append(f"opened {page.url}"))
        self.page.on("dialog", lambda dialog: self.happened.append(f"dialog {dialog.message}"))
        self.page.on("download", lambda each: self.happened.append(f"download {each.url}"))
        self.page.on("framenavigated", lambda frame: self.happened.append(f"went to {frame.url}"))

    def _answer(self, route: Route) -> None:
        url = route.request.url
        if url in self.pages:
            route.fulfill(body=self.pages[url], content_type="text/html; charset=utf-8")
            return
        if not url.startswith(HERE):
            self.asked.append(url)
        route.fulfill(status=404, body="")

    def opened(self, name: str, html: str) -> dict:
        """What is found on a page, and what it did."""
        address = f"{HERE}{name}"
        self.pages[address] = html
        self.page.goto(address, wait_until="load")
        self.page.wait_for_timeout(50)
        survey = self.page.evaluate(SURVEY)
        self.page.wait_for_timeout(50)
        went = [each for each in self.happened if each != f"went to {address}"]
        self.happened.clear()
        return survey | {"ran": self.page.evaluate("window.ran"), "happened": went,
                         "untouched": self.page.evaluate(UNTOUCHED)}  # fmt: skip


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    context = browser.new_context()
    yield Watch(context)
    context.close()


@pytest.fixture(scope="module")
def made(vectors) -> list[str]:
    """What pages make of each vector."""
    markdown = Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS)
    words = vocabulary("en")
    found = []
    for _, vector in vectors:
        html = sanitized(markdown.reset().convert(vector))
        found.append(with_relations(with_embeds(html, words)))
    return found


def test_there_are_vectors_of_every_class(vectors):
    assert len(vectors) > 6000
    assert {kind for kind, _ in vectors} >= {"event attributes", "schemes", "mutations", "odd"}


def page_of(bodies: list[str], start: int) -> str:
    boxes = (f'<div data-n="{start + n}">{body}</div>' for n, body in enumerate(bodies))
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body>{"".join(boxes)}</body>'


def test_the_watch_would_tell(watch):
    """The same page unsanitized sets off everything: the test can fail."""
    bad = "<img src=x onerror=alert(1)><img src=//elsewhere.invalid/x><form id=__config></form>"
    told = watch.opened("bad", page_of([bad], 0))

    assert told["ran"] == ["alert 1"] * len(told["ran"]) != []
    assert watch.asked != []
    assert len(told["found"]) >= 4
    assert "object,undefined" in told["untouched"]


def test_no_body_does_anything_even_without_a_policy(watch, made, vectors):
    clean = watch.opened("clean", page_of(["<p>x</p>"], 0))
    told = {}
    for start in range(0, len(made), TOGETHER):
        bodies = made[start : start + TOGETHER]
        result = watch.opened(f"page-{start}", page_of(bodies, start))
        assert result.pop("boxes") == len(bodies)
        found = [(vectors[int(each.split()[0])][1], each) for each in result.pop("found")]
        if (
            found
            or result["ran"]
            or result["happened"]
            or result["untouched"] != clean["untouched"]
        ):
            told[start] = (found[:5], result)

    assert told == {}
    assert watch.asked == []


def test_no_template_language_reads_what_people_write(made):
    assert not any("1337" in each for each in made)  # 7 * 191
