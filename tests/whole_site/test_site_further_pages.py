"""Pages that go on: reachable, whole, and in every language."""

from __future__ import annotations

from chaguan.render.pages import subscribe
from chaguan.site import pagination as parts

MORE = "---\ntitle: More\ndate: 2026-10-03\nauthors: [hai]\n---\nM.\n"


def test_everything_is_reached_where_a_page_holds_only_one(lively_town, monkeypatch):
    for sizes in (parts.PARTS, parts.SECTION_PAGE):
        for name in sizes:
            monkeypatch.setitem(sizes, name, 1)
    for module in (parts, subscribe):
        monkeypatch.setattr(module, "STREAMS_AT_FIRST", 1)
        monkeypatch.setattr(module, "STREAMS_ON_A_PAGE", 1)
    town = lively_town()
    town.write("posts/2026/more.md", MORE)

    site = town.built("--strict")

    assert site.broken_links() == []
    for home in ("", "zh-Hant/"):
        assert "Sun" in site.text(f"{home}people/hai/posts/page/2/")
        assert site.has(f"{home}groups/walkers/people/page/2/")
        assert site.has(f"{home}people/page/2/")
        assert site.has(f"{home}subscribe/people/page/2/")
    links = site.main("people/hai/").xpath(".//@href")
    assert "people/hai/posts/page/2/" in {site.address("people/hai/", link) for link in links}
