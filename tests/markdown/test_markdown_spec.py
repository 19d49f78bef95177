"""The structure of the CommonMark specification's own examples."""

from __future__ import annotations

from collections import defaultdict

import pytest
from markdown import Markdown

from chaguan.markdown.commonmark import CommonMark
from chaguan.markdown.differences import forge_html
from chaguan.markdown.structure import structure
from support.commonmark_spec import SPEC, examples

pytestmark = pytest.mark.skipif(
    not SPEC.exists(), reason="the specification is not installed: cd tests/tools && npm install"
)


def keys(html: str) -> list[tuple[str, str]]:
    return [part.key for part in structure(html)]


def test_every_section_of_the_specification_has_the_same_structure():
    converter = Markdown(extensions=[CommonMark()])
    wrong, number = defaultdict(list), 0
    for example in examples():
        number += 1
        found = keys(converter.reset().convert(example.text))
        # What GitHub adds, a bare address, is right, too.
        if found not in (keys(example.html), keys(forge_html(example.text) or "")):
            wrong[example.section].append(example.text)

    assert number > 550
    assert wrong == {}
