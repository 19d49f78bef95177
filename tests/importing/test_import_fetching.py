"""Pictures that an import asks the old site for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chaguan.importing.fetching import may_ask
from support.web import Web, serving


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as found:
        yield found


def taken(town, wxr, item, web: Web, *pictures: str):
    shown = "".join(f'<p><img src="{web.url}{each}" alt="x"></p>' for each in pictures)
    town.write("a.xml", wxr(item(1, shown)))
    return town.take_in("a.xml", "--pictures", web.url, "--yes")


def test_pictures_come_from_the_old_host(town, wxr, item, png, web):
    web.pages["/up/a.png"] = png
    web.turn("/up/b.png", "/up/a.png")
    done = taken(town, wxr, item, web, "up/a.png", "up/b.png", "up/gone.png")

    assert done.exit_code == 0, done.output
    assert [each for each in town.files() if each.startswith("images/")] == ["images/a.png", "images/b.png"]  # fmt: skip
    assert f"![x]({web.url}up/gone.png)" in town.read("posts/2019/story-1.md")
    assert web.asked.count("/up/a.png") == 2
    assert not any("gathers" in each["user-agent"] for each in web.said)


def test_a_picture_that_leads_to_another_host_is_not_asked_for_there(town, wxr, item, web):
    with serving() as other:
        web.turn("/a.png", f"{other.url}a.png")
        done = taken(town, wxr, item, web, "a.png")

        assert done.exit_code == 0, done.output
        assert other.asked == []
        assert f"![x]({web.url}a.png)" in town.read("posts/2019/story-1.md")


def test_what_calls_itself_a_picture_and_never_ends_is_given_up(town, wxr, item, web):
    def endless(request) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(10**12))
        request.end_headers()

    web.pages["/a.png"] = endless
    done = taken(town, wxr, item, web, "a.png")

    assert done.exit_code == 0, done.output
    assert not [each for each in town.files() if each.startswith("images/")]


@pytest.mark.parametrize(
    ("host", "address", "may"),
    [
        ("old.example.org", "10.0.0.7", False),
        ("old.example.org", "127.0.0.1", False),
        ("old.example.org", "8.8.8.8", True),
        ("127.0.0.1", "127.0.0.1", True),
        ("192.168.1.5", "192.168.1.5", True),
        ("wp.local", "192.168.1.5", True),
        ("wp.local", "8.8.8.8", False),
        ("localhost", "::1", True),
        ("8.8.8.8", "8.8.8.8", True),
    ],
)
def test_only_what_was_named_as_near_may_be_near(host, address, may):
    assert may_ask(host)(address) is may
