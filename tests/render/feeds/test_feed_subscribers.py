"""What a subscriber's reader notices: one change for one edit, nothing for a move."""

from __future__ import annotations

import threading
from functools import partial
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from reader import make_reader

from chaguan.render.feeds.formats import atom, json_feed, rss

FORMATS = {"rss.xml": rss, "atom.xml": atom, "feed.json": json_feed}
TYPES = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml"}


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, pages, answers, *args):
        self.pages, self.answers = pages, answers
        super().__init__(*args)

    def do_GET(self):
        name = self.path.lstrip("/")
        tag = f'"{sha256(self.pages[name]).hexdigest()}"'
        status = 304 if self.headers.get("If-None-Match") == tag else 200
        self.answers.append(status)
        self.send_response(status)
        self.send_header("ETag", tag)
        self.send_header("Content-Type", TYPES.get(name, "application/feed+json"))
        self.end_headers()
        if status == 200:
            self.wfile.write(self.pages[name])

    def log_message(self, *args):
        pass


class Subscriber:
    """Follows the three feeds of a town on a server of ours."""

    def __init__(self, pages, answers, port):
        self.pages, self.answers = pages, answers
        self.reader = make_reader(":memory:")
        self.urls = [f"http://127.0.0.1:{port}/{name}" for name in FORMATS]
        for url in self.urls:
            self.reader.add_feed(url)

    def poll(self, town):
        """New and changed entries of each feed, after the town wrote them."""
        for name, write in FORMATS.items():
            self.pages[name] = write(town.feed())
        counts = []
        for url in self.urls:
            updated = self.reader.update_feed(url)
            counts.append((updated.new, updated.modified) if updated else (0, 0))
        return counts


@pytest.fixture
def subscriber():
    pages, answers = {}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, pages, answers))
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    following = Subscriber(pages, answers, server.server_port)
    yield following
    following.reader.close()
    server.shutdown()
    thread.join()
    server.server_close()


def test_unchanged_feed_is_not_sent_twice(subscriber, many_stories):
    assert subscriber.poll(many_stories(5)) == [(5, 0)] * 3
    assert subscriber.poll(many_stories(5)) == [(0, 0)] * 3
    assert subscriber.answers == [200] * 3 + [304] * 3


@pytest.mark.parametrize(
    "changed", [{"body": "Other words."}, {"title": "Another title"}], ids=["edited", "retitled"]
)
def test_edited_story_is_one_changed_entry(subscriber, many_stories, changed):
    subscriber.poll(many_stories(5))

    assert subscriber.poll(many_stories(5).telling(**changed)) == [(0, 1)] * 3


def test_new_story_is_one_new_entry(subscriber, many_stories):
    subscriber.poll(many_stories(5))

    assert subscriber.poll(many_stories(6)) == [(1, 0)] * 3


@pytest.mark.parametrize("how", ["folder", "domain", "scheme"])
def test_moved_story_is_not_new(subscriber, many_stories, how):
    town = many_stories(5)
    moved = {
        "folder": town.telling(path="posts/2031/s000.md"),
        "domain": town.at("https://other.example/"),
        "scheme": town.at("http://community.example/town/"),
    }[how]
    subscriber.poll(town)

    assert [new for new, _ in subscriber.poll(moved)] == [0, 0, 0]
    assert len(list(subscriber.reader.get_entries())) == 15
