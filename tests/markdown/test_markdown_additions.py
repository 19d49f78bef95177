"""What GitHub adds to CommonMark, by section, against its own parser."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from chaguan.markdown.differences import differences, has_forge_parser
from chaguan.markdown.repairs import repaired, repairs
from chaguan.source import without_code

CASES = yaml.safe_load(Path(__file__).with_name("additions.yml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.skipif(not has_forge_parser(), reason="no wheel of cmarkgfm here")


@pytest.mark.parametrize(
    "text", [text for texts in CASES.values() for text in texts], ids=lambda text: text[:30]
)
def test_the_forge_shows_it_alike_or_alike_once_it_is_repaired(text):
    mended = repaired(text, repairs(text, without_code(text)))

    assert list(differences(mended)) == []
