"""Who is told what again when a site is built by a newer Chaguan: `reader` on both feeds.

    python bench/told_twice.py OLD_SITE NEW_SITE

Each feed of the old site is read by reader (as a subscriber has it), then the new site's feed at
the same address. What reader takes for new is listed with its date. Ends with 1 where a new entry
is dated before the newest one that the subscriber had, which no news can be.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from reader import Entry, make_reader

FEEDS = ("rss.xml", "atom.xml", "feed.json")


def read_again(old: Path, new: Path) -> tuple[int, list[tuple[str, Entry]], int]:
    """How many entries there were, those that are new with their feeds, and how many changed."""
    found: list[tuple[str, Entry]] = []
    known = changed = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        reader = make_reader(":memory:", feed_root=str(root))
        paths = [
            path.relative_to(old)
            for path in sorted(old.rglob("*"))
            if path.name in FEEDS and (new / path.relative_to(old)).exists()
        ]
        for path in paths:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(old / path, root / path)
            reader.add_feed(str(path))
        reader.update_feeds(scheduled=False)
        before = {(each.feed_url, each.id): each for each in reader.get_entries()}
        known = len(before)
        for entry in before.values():
            reader.mark_entry_as_read(entry)
        for path in paths:
            shutil.copyfile(new / path, root / path)
        reader.update_feeds(scheduled=False)
        for each in reader.get_entries():
            was = before.get((each.feed_url, each.id))
            if was is None or not each.read:
                found.append((each.feed_url, each))
            else:
                changed += each.content != was.content or each.title != was.title
    return known, found, changed


def main() -> int:
    old, new = map(Path, sys.argv[1:])
    known, found, changed = read_again(old, new)
    print(f"{known} entries known, {changed} of them with other words, {len(found)} new")
    for feed, entry in sorted(found, key=lambda pair: (pair[1].id, pair[0])):
        print(f"  {feed}: {entry.published or entry.updated}: {entry.title}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
