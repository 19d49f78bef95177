"""How long it takes to look for near copies: one changed post against many, and all of them.

python bench/originality.py [POSTS]

The posts are pseudo-words and 漢字 with the frequencies of a language (a few common, many
rare), about 3,500 characters each; every hundredth copies another with a third left out.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Collection
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from chaguan.diff.originality import near_copies_in
from chaguan.load import load
from chaguan.model import Community, Problem
from chaguan.site.cache_folder import store_of

ENGLISH = 350
HAN = 1200
"""Words and 漢字 in a post."""


def main() -> None:
    posts = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as name:
        content = Path(name) / "content"
        letters = write_posts(content, posts)
        community = load(content).community
        everything = [post.path for post in community.posts]
        changed = everything[-1:]
        print(f"{posts} posts, {letters / posts:.0f} characters each")
        _timed("one changed post, nothing known yet", content, community, changed)
        kept = store_of(content.parent).file.stat().st_size
        print(f"  kept between runs: {kept / 1e6:.1f} MB")
        _timed("one changed post, the others known", content, community, changed)
        _timed("ten changed posts, the others known", content, community, everything[-10:])
        _timed("all posts (--original)", content, community, everything)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  most memory, with the loaded community: {peak:.0f} MB")


def _timed(what: str, content: Path, community: Community, asked: Collection[str]) -> None:
    find: Callable[..., tuple[Problem, ...]] = near_copies_in
    start = time.perf_counter()
    found = find(content, community, asked)
    print(f"  {what:38} {time.perf_counter() - start:6.2f} s, {len(found)} found")


def write_posts(content: Path, number: int) -> int:
    """Fill `content` with posts; how many characters they have in all."""
    dice = random.Random(20260403)
    (content / "people").mkdir(parents=True)
    (content / "posts").mkdir()
    (content / "community.yml").write_text(
        "name: Measure\ntimezone: Asia/Taipei\nlanguages: [zh-Hant, en]\nuid: measure-1\n"
    )
    for writer in ("a", "b"):
        (content / "people" / f"{writer}.yml").write_text(f"name: {writer.upper()}\n")
    words = ["".join(dice.choices("etaoinshrdlucmfwyp", k=2 + n % 9)) for n in range(20_000)]
    han = [chr(0x4E00 + n) for n in dice.sample(range(0x5000), 3000)]
    word_weights = list(accumulate(1 / (n + 3) for n in range(len(words))))
    han_weights = list(accumulate(1 / (n + 20) for n in range(len(han))))
    bodies: list[str] = []
    for index in range(number):
        if index % 100 == 99:
            kept = bodies[-50].split("\n\n")
            bodies.append("\n\n".join(part for n, part in enumerate(kept) if n % 3))
        else:
            english = dice.choices(words, cum_weights=word_weights, k=ENGLISH)
            chinese = dice.choices(han, cum_weights=han_weights, k=HAN)
            parts = [" ".join(english[at : at + 60]) + "." for at in range(0, ENGLISH, 60)]
            parts += ["".join(chinese[at : at + 150]) + "。" for at in range(0, HAN, 150)]
            bodies.append("\n\n".join(parts))
        day = date(2015, 1, 1) + timedelta(days=index // 2)
        head = f"---\ntitle: Post {index}\ndate: {day}\nauthors: [{'ab'[index % 2]}]\n---\n"
        (content / "posts" / f"post-{index:05}.md").write_text(head + bodies[-1])
    return sum(map(len, bodies))


if __name__ == "__main__":
    main()
