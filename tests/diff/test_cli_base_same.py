"""`chaguan check --base` reads little and says what reading everything would say."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chaguan.diff.affected import everything, followed
from chaguan.diff.comparison import concerning
from chaguan.diff.git_base import Base

Files = Mapping[str, str]

IDS = ["tea", "tea", "annex", "lin-mei", "lin-mei", "lin-mai", "rain"]
"""Few, and alike: what one file says shall often be about another."""
LANGUAGES = ["", ".en", ".zh-Hant", ".de"]
UIDS = ["", "uid: tea\n", "uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n", "uid: 'one and two'\n"]
TAGS = ["tags: [Repair]\n", "tags:\n- repair\n- tides\n", "tags: ['tide', repairs]\n", ""]
TAGS += ['"tags": [repair]\n', "tags: [tides]  # of the sea\n", "tags: repari\n"]
ALIASES = ["", "aliases: [posts/tea/, /en/tea]\n", 'aliases: ["posts/%74ea", "/events/rain"]\n']
ALIASES += ["aliases: [index.html, posts/page/2]\n"]
BROKEN = ["", "", "", "", "", "", "", "titel: Tea\n", "title: [\n", "wheather: fine\n", "# \x07\n"]
STORY = "The ferry came late, and nobody minded: there was a kettle, a lamp and time to talk. "
SHOP = "".join(f"[thing {n}](https://tea.example.org/{n}) " for n in range(6))
BODIES = [
    "Words.\n",
    "",
    STORY * 6,
    f"# Rain\n\n{STORY * 5}\n\nAnd so on, to another end, with nothing but rain.\n",
    SHOP,
    "[a](tea.md), [b](../posts/tea.en.md#x), [c](/posts/rain.md), [d](../places/annex.yml)\n",
    "![rain](rain.png) [here](rain.md) [e](te%61.md) `[f](tea.md)`\n",
    f"{'[' * 250}\n",
    "Words.\x0c\n",
    "## Article 1. Original work, copies\n\n## Article 2. Advertising and sponsors\n",
]
one = st.sampled_from


@st.composite
def post(draw: st.DrawFn) -> str:
    who, event = draw(one(IDS)), draw(one(["", "event: tea\n", "event: tae\n"]))
    day = draw(one(["2026-04-03", "2025-01-01"]))
    inherits = draw(one([True, True, True, False]))
    authors = f"authors: [{who}]\n" if inherits else 'authors: ["lin\\x2dmei"]\n'
    extra = "".join(draw(one(each)) for each in (UIDS, TAGS, ALIASES, BROKEN))
    body = draw(one(BODIES))
    head = f"title: Tea\ndate: {day}\n{authors}{event}{extra}"
    return draw(one([f"---\n{head}---\n{body}"] * 6 + [body, f"---\n{head}"]))


@st.composite
def translation(draw: st.DrawFn) -> str:
    return f"---\ntitle: 茶\n{draw(one(UIDS))}---\n{draw(one(BODIES))}"


@st.composite
def event(draw: st.DrawFn) -> str:
    extra = "".join(draw(one(each)) for each in (UIDS, TAGS, ALIASES, BROKEN))
    online = draw(one(["", "online: https://tea.example.org/join\n"]))
    title = draw(one(["Tea", "{en: Tea, zh-Hant: 茶}", "{zh-Hant: 茶}"]))
    about = draw(one(["", "description: See [tea](../posts/tea.md) there\n"]))
    place, host = draw(one(IDS)), draw(one(IDS))
    start = draw(one(["2026-04-03 14:00", "2026-03-29 02:30", "2026-03-29T02:30+02:00"]))
    return (
        f"title: {title}\nstart: {start}\nplace: {place}\nhosts: [{host}]\n{online}{about}{extra}"
    )


@st.composite
def person(draw: st.DrawFn) -> str:
    link = draw(one(["", "links: {blog: https://tea.example.org}\n", "place: rain\n"]))
    return f"name: {draw(one(IDS))}\n{link}{draw(one(UIDS))}{draw(one(BROKEN))}"


@st.composite
def place(draw: st.DrawFn) -> str:
    zone = draw(one(["", "timezone: Europe/Berlin\n", "timezone: Asia/Taipei\n"]))
    return f"name: Annex\npeople: [{draw(one(IDS))}]\n{zone}{draw(one(UIDS))}{draw(one(BROKEN))}"


@st.composite
def page(draw: st.DrawFn) -> str:
    return draw(one(["", f"---\n{draw(one(UIDS))}---\n"])) + draw(one(BODIES))


KINDS = {
    "posts": (st.one_of(post(), post(), translation()), "md"),
    "events": (event(), "yml"),
    "people": (person(), "yml"),
    "places": (place(), "yml"),
    "groups": (person(), "yml"),
    "": (page(), "md"),
}
SETTINGS = (
    "name: Slack Tide\ntimezone: Asia/Taipei\nlanguages: [en, zh-Hant]\n"
    "uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n"
)

SOUND = {
    "community.yml": SETTINGS,
    "people/lin-mei.yml": "name: 林梅\n",
    "people/tea.yml": "name: T.\n",
    "places/annex.yml": "name: Annex\n",
    "posts/one.md": "---\ntitle: 1\ndate: 2025-04-01\nauthors: tea\ntags: repair\n---\n"
    + STORY * 7,
    "events/two.yml": "title: 2\nstart: 2026-04-03\nplace: annex\ntags: ['repair', tides]\n",
    "events/three.yml": "title: 3\nstart: 2026-04-03\nplace: annex\ntags: [tides]\n",
}
"""Most of it is there in every community, so that not everything is wrong."""


@st.composite
def some_file(draw: st.DrawFn) -> tuple[str, str]:
    if draw(st.integers(0, 20)) == 0:
        return draw(one([("community.yml", SETTINGS), ("rain.png", ""), ("posts/Tea.png", "")]))
    folder = draw(one(list(KINDS) + ["posts"] * 3 + ["events"] * 2))
    text, suffix = KINDS[folder]
    name = draw(one([*IDS, "one", "one", "Tea", "index", "charter", "page/2", "tea time"]))
    language = draw(one(LANGUAGES)) if suffix == "md" else ""
    below = draw(one(["", "", "2026/", "zh-Hant/"]))
    return f"{folder}/{below}{name}{language}.{suffix}".removeprefix("/"), draw(text)


some_files = st.lists(some_file(), max_size=10).map(dict)


class Before(Base):
    """A commit without a repository: a blob's name is its text."""

    def contents(self, paths: frozenset[str]) -> dict[str, bytes]:
        return {path: self.blobs[path].encode() for path in sorted(paths & self.blobs.keys())}


@st.composite
def changes(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str]]:
    """The files of a community before and after."""
    missing = draw(st.sets(one(sorted(SOUND)), max_size=3))
    sound = {path: text for path, text in SOUND.items() if path not in missing}
    before = sound | draw(some_files)
    after = dict(before)
    for path in draw(st.lists(one(sorted(before)), max_size=2, unique=True)):
        text = after.pop(path)
        match draw(one(["remove", "rename", "edit"])):
            case "rename":
                after[path.replace("tea", "rain").replace("lin-mei", "annex")] = text
            case "edit":
                after[path] = text + draw(
                    one(["wheather: fine\n", "\n[x](tea.md)\n", "title: [\n"])
                )
    after |= dict(draw(st.lists(some_file(), max_size=2)))
    return before, after


@settings(suppress_health_check=list(HealthCheck))
@given(changes())
def test_what_is_said_of_a_change_is_what_reading_everything_says(change):
    before, after = change
    touched = frozenset(path for path in before | after if before.get(path) != after.get(path))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "content"
        for path, text in after.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        folder.mkdir(exist_ok=True)
        base, added = Before(before, folder), touched - before.keys()
        quick = concerning(touched, base, folder, followed(folder, touched, added))
        slow = concerning(touched, base, folder, everything(folder, touched, added))

    assert quick == slow
