"""Drawings of strangers: what is published of them only draws, wherever it is opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from time import process_time
from xml.parsers import expat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as any_
from playwright.sync_api import Browser, Route

from chaguan.source import NoDrawingError, drawing_of
from support.drawings import (
    BEFORE,
    COVERS,
    ENDLESS,
    FOREIGN,
    HEAVY,
    OUT,
    SHEETS,
    SPELLINGS,
    drawing,
    hostile,
    rooted,
)

HERE = "http://here.invalid/"
ALARM = """(() => {
  window.ran = [];
  for (const name of ["alert", "confirm", "prompt", "print"])
    window[name] = (...words) => { window.ran.push(`${name} ${words}`); };
})()"""
PRESS = """() => {
  for (const each of document.querySelectorAll("*"))
    for (const kind of ["click", "mouseover", "focusin", "pointerenter", "load"])
      each.dispatchEvent(new MouseEvent(kind, { bubbles: kind !== "load", cancelable: true }));
  return window.ran;
}"""
SECONDS = 2.0
BUSY = (
    *("a thousand deep", "sixty thousand parts", "uses of uses", "a use of itself"),
    *("a mask of itself", "a mask in a style of itself", "a filter on a filter"),
    *("a marker at each corner", "an inherited marker"),
)


@pytest.fixture(scope="module")
def every_drawing() -> tuple[tuple[str, bytes], ...]:
    return tuple({raw: (kind, raw) for kind, raw in hostile()}.values())


def made(raw: bytes) -> bytes | None:
    """What is published of a drawing."""
    try:
        return drawing_of(raw).svg
    except NoDrawingError:
        return None


@pytest.fixture(scope="module")
def published(every_drawing) -> dict[bytes, list[bytes]]:
    """Each file that is published, with what it was made of."""
    sources = defaultdict(list)
    for _, raw in every_drawing:
        if (svg := made(raw)) is not None:
            sources[svg].append(raw)
    return dict(sources)


class Watch:
    """A browser that shows drawings, and tells what they do."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(viewport={"width": 200, "height": 200})
        self.context.add_init_script(ALARM)
        self.context.route("**/*", self._answer)
        self.files: dict[str, tuple[str, bytes | str]] = {}
        self.told: list[str] = []
        self.page = self.context.new_page()
        self.context.on("page", lambda page: self.told.append(f"opened {page.url}"))
        self.page.on("dialog", lambda dialog: self.told.append(f"dialog {dialog.message}"))
        self.page.on("download", lambda each: self.told.append(f"download {each.url}"))
        self.page.on("framenavigated", lambda frame: self.told.append(f"went to {frame.url}"))

    def _answer(self, route: Route) -> None:
        url = route.request.url
        if url in self.files:
            kind, body = self.files[url]
            route.fulfill(body=body, content_type=kind)
            return
        if not url.endswith("/favicon.ico"):
            self.told.append(f"asked for {url}")
        route.fulfill(status=404, body="")

    def opened(self, address: str) -> list[str]:
        """What happens at an address, and when everything there is pressed."""
        self.told.clear()
        self.page.goto(address, wait_until="load")
        ran = self.page.evaluate(PRESS)
        self.page.wait_for_timeout(20)
        ran = ran or self.page.evaluate("window.ran")
        return ran + [each for each in self.told if each != f"went to {address}"]


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    watch = Watch(browser)
    yield watch
    watch.context.close()


def test_there_are_drawings_of_every_class(every_drawing, published):
    kinds = {kind for kind, _ in every_drawing}

    assert len(every_drawing) > 3000
    assert len(kinds) == 12
    assert len(published) > 60


LIVE = {
    "a script": ("alert", drawing("<script>alert(1)</script>")),
    "an event": ("alert", drawing("", more="onload='alert(1)'")),
    "what is pressed": ("alert", drawing("<rect onclick='alert(1)'/>")),
    "HTML": ("alert", drawing(COVERS[2].format(FOREIGN[1]))),
    "a picture": ("asked", drawing(f"<image href='{OUT}' width='9' height='9'/>")),
    "a style": ("asked", drawing(f"<rect style='mask-image:url({OUT})' width='9' height='9'/>")),
    "a style sheet": ("asked", drawing(f"<style>@import '{OUT}';</style>")),
    "an instruction": ("asked", drawing("", BEFORE[0])),
    "an animation": ("alert", drawing("<set attributeName='x' to='1' onbegin='alert(1)'/>")),
}


@pytest.mark.browser
@pytest.mark.parametrize("name", LIVE)
def test_the_watch_would_tell(watch, name):
    """Drawings of the same classes as they were written set it off: the tests can fail."""
    word, raw = LIVE[name]
    watch.files[f"{HERE}a.svg"] = ("image/svg+xml", raw)

    assert any(each.startswith(word) for each in watch.opened(f"{HERE}a.svg"))


@pytest.mark.browser
@pytest.mark.slow
def test_no_drawing_does_anything_when_its_file_is_opened(watch, published):
    told = {}
    for number, svg in enumerate(published):
        if len(svg) > 100_000:
            continue
        address = f"{HERE}{number}.svg"
        watch.files[address] = ("image/svg+xml", svg)
        if happened := watch.opened(address):
            told[published[svg][0][:300]] = happened

    assert told == {}


@pytest.mark.browser
def test_no_drawing_does_anything_in_a_page(watch, published):
    light = [svg for svg in published if len(svg) < 100_000]
    images = []
    for number, svg in enumerate(light):
        watch.files[f"{HERE}{number}.svg"] = ("image/svg+xml", svg)
        images.append(f'<img src="{number}.svg">')
    page = f"<!doctype html><meta charset=utf-8><body>{''.join(images)}"
    watch.files[f"{HERE}page"] = ("text/html", page)

    assert watch.opened(f"{HERE}page") == []
    assert watch.page.evaluate(
        "[...document.images].filter(each => !each.naturalWidth).map(each => each.src)"
    ) == []  # fmt: skip


def parts(svg: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element of a file with its attributes, as a parser that knows namespaces reads it."""
    found = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: found.append((name, attributes))
    parser.Parse(svg, True)
    return found


def assert_only_draws(svg: bytes) -> None:
    assert b"<?" not in svg
    assert b"<!" not in svg
    for name, attributes in parts(svg):
        space, _, local = name.rpartition(" ")
        assert space == "http://www.w3.org/2000/svg"
        assert local not in {"script", "foreignObject", "image", "a", "feImage", "animate", "set"}
        for key, value in attributes.items():
            assert not key.lower().startswith("on")
            assert key != "href" or value.startswith("#")
            assert "elsewhere.invalid" not in value or "url" not in value.lower()


def test_what_is_published_says_only_what_draws(published):
    for svg in published:
        assert_only_draws(svg)


def test_what_is_published_is_published_the_same_again(published):
    for svg in published:
        again = drawing_of(svg)
        assert parts(again.svg) == parts(svg)
        assert again.removed == ()


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_drawing_is_answered_soon(name):
    began = process_time()

    made(drawing(HEAVY[name]))

    assert process_time() - began < SECONDS


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("name", ENDLESS)
def test_numbers_of_any_length_are_answered_soon(name):
    began = process_time()

    drawing_of(rooted(ENDLESS[name]))

    assert process_time() - began < SECONDS


@pytest.mark.parametrize("name", BUSY)
def test_a_drawing_that_would_keep_a_browser_busy_is_refused(name):
    with pytest.raises(NoDrawingError) as answer:
        drawing_of(drawing(HEAVY[name]))

    assert answer.value.is_too_much


PIECES = any_.sampled_from(
    (
        *("<g>", "</g>", "<svg>", "</svg>", "<style>", "</style>", "<script>", "</script>", "<a "),
        *("<![CDATA[", "]]>", "<!--", "-->", "<?x", "?>", "<use href='", "'/>", "#a", "&#", ";"),
        *("&lt;", "&amp;", "&a;", "xmlns='", "xlink:href='", " onload='", " style='", " id='a'"),
        *("fill='", "url(", "#a)", ")", "'", '"', ">", "/>", "<", "=", "\0", "\ufffe", "漢", "\n"),
        *SHEETS, *SPELLINGS,
    )
)  # fmt: skip


def answered(raw: bytes) -> None:
    """A drawing is refused, or only draws."""
    if (svg := made(raw)) is not None:
        assert_only_draws(svg)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(any_.lists(PIECES | any_.text(max_size=8), max_size=40).map("".join))
def test_nothing_in_a_drawing_makes_reading_fail(inside):
    answered(drawing(inside))


@given(any_.binary(max_size=400))
def test_nothing_in_a_file_makes_reading_fail(raw):
    answered(raw)
    answered(b"<svg xmlns='http://www.w3.org/2000/svg'>" + raw)


@given(any_.data())
def test_a_damaged_drawing_is_refused_or_only_draws(every_drawing, data):
    _, raw = data.draw(any_.sampled_from([each for each in every_drawing if len(each[1]) < 5000]))
    at = data.draw(any_.integers(0, len(raw)))
    answered(raw[:at] + data.draw(any_.binary(max_size=3)) + raw[at + 1 :])
