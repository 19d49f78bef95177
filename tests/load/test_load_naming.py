"""What a path says: most paths are ordinary, and are told at a glance."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chaguan.load import named, naming

FOLDERS = ["posts/", "posts/2026/", "events/", "people/", "posts/con/", "posts/a.b/", "x/", ""]
NAMES = [
    "tea",
    "tea-walk_2",
    "index",
    "con",
    "com1",
    "com10",
    "lpt3",
    "nul",
    "aux-a",
    "Tea",
    "a--b",
]
NAMES += [
    "tea.en",
    "tea.de",
    "prn.en",
    "a_",
    "-a",
    "tea.html",
    "茶",
    "te\u00adа",
    "con$",
    "a b",
    "2",
]
ENDINGS = ["md", "yml", "yaml", "png", "MD"]
paths = st.builds(
    "{}{}.{}".format,
    st.sampled_from(FOLDERS),
    st.one_of(st.sampled_from(NAMES), st.text("aceinox1._- $", min_size=1, max_size=6)),
    st.sampled_from(ENDINGS),
)


@given(paths)
@example("posts/con/tea.md")
@example("people/com1.yml")
@example("posts/index.md")
def test_a_glance_tells_what_a_long_look_tells(path):
    with pytest.MonkeyPatch.context() as patch:
        at_a_glance = named(path, ("en", "zh-Hant"))
        patch.setattr(naming, "_ORDINARY", re.compile("(?!)"))
        assert at_a_glance == named(path, ("en", "zh-Hant"))


def test_nearly_all_paths_are_ordinary():
    assert naming._ORDINARY.fullmatch("posts/2026/post-1282.md")
    assert not naming._ORDINARY.fullmatch("posts/nul/tea.md")
