"""What a build has made is the cache's as it goes, and no more held than is asked."""

from __future__ import annotations

import pytest

from chaguan.build import progress
from chaguan.build.cache import Cache
from chaguan.build.job import Trace
from chaguan.build.packing import packed
from chaguan.build.progress import Finished, Progress
from chaguan.build.store import Store

ASKED = (b"i" * 16, ("record", "person", "mei"))


@pytest.fixture
def cache(tmp_path):
    return Cache(Store(tmp_path / "made.sqlite3"), b"salt")


def done(told: Progress, name: str, path: str) -> Trace:
    """A job that made one file, or something for others to read."""
    key = name.encode().ljust(16)
    trace = Trace(b"own", ASKED[0], b"answers", b"", ((path, key),))
    finished = Finished(trace, [ASKED], [(key, packed(name.encode()))])
    told._hold(finished)
    told._note(name, finished)
    return trace


def test_a_build_that_is_cut_leaves_what_it_made(cache, monkeypatch):
    monkeypatch.setattr(progress, "_MOST", 2)
    cut = Progress(cache, is_brief=True)
    text, page = done(cut, "text a", ""), done(cut, "page a", "a.html")
    done(cut, "page b", "b.html")  # the two before it are full

    assert cut._new.keys() == {"page b"}
    assert (cut.trace("text a"), cut.trace("page a")) == (text, page)
    assert cut.parts("text a") == [b"text a".ljust(16)]
    assert Progress(cache)._traces == {"text a": text, "page a": page}
    assert cut.content(b"page a".ljust(16)) == b"page a"


def test_who_goes_on_after_its_build_holds_how_all_was_made(cache, monkeypatch):
    monkeypatch.setattr(progress, "_MOST", 1)
    serving = Progress(cache)
    made = done(serving, "page a", "a.html")
    done(serving, "page b", "b.html")
    monkeypatch.setattr(cache, "trace", lambda name: pytest.fail("it was asked of the cache"))

    assert serving.trace("page a") == made
    assert list(serving._queries.named(ASKED[0])) == [ASKED[1]]


def test_no_build_goes_on_from_one_before_the_last_that_kept_something(cache):
    cache.last_build.keep(b"told", ())
    assert cache.last_build.baseline() == b"told"

    told = Progress(cache, is_brief=True)
    done(told, "page a", "a.html")
    told.made = 1
    told.keep()

    assert cache.last_build.baseline() == b""
