"""Old versions of the charter are found where they were before there were versions."""

from __future__ import annotations

from datetime import date

from chaguan.render.html.redirects import redirects
from support.page_contexts import seen as seen


def test_an_older_charter_is_found_at_the_address_of_its_file(seen):
    view = seen({
        "charter.md": '---\ntitle: Charter\nversion: "2"\n---\nBe kind.\n',
        "charter.v1.md": "---\ntitle: Charter\n---\nBe kind.\n",
        "charter.v1.zh-Hant.md": "---\ntitle: 公約\n---\n善待彼此。\n",
    })  # fmt: skip

    found = {old.path: new.path for old, new in redirects(view.index, date(2026, 12, 1))}

    assert found == {"charter.v1/": "charter/1/", "zh-Hant/charter.v1/": "zh-Hant/charter/1/"}
