"""Near copies in a content folder; what is known of its texts is kept between runs."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from chaguan.build.entries import Entries
from chaguan.check.charter import citing
from chaguan.check.originality import likely_copies, near_copies
from chaguan.check.shingles import as_bytes, from_bytes, paragraphs, samples_of
from chaguan.model import Community, Page, Post, Problem
from chaguan.site.cache_folder import store_of

from .file_index import Neighbours

Sampled = Mapping[str, "array[int]"]
"""Texts' samples by path."""


def near_copies_in(
    folder: Path, community: Community, asked: Collection[str], added: Collection[str] = ()
) -> tuple[Problem, ...]:
    """OR101 and OR102 for the posts at the paths `asked`; `added` are those new with a change."""
    if not is_about_posts(community, asked):
        return ()
    samples = samples_in(folder, {each.path: each.body for each in _written(community)})
    return copies_among(samples, community, asked, added)


def is_about_posts(community: Community, asked: Collection[str]) -> bool:
    """Whether there is a post at one of the paths."""
    return any(post.path in asked for post in community.posts)


def copies_among(
    samples: Sampled, community: Community, asked: Collection[str], added: Collection[str] = ()
) -> tuple[Problem, ...]:
    """The same, of a community that has samples already."""
    return tuple(citing(near_copies(community, samples, asked, added), community))


def samples_in(folder: Path, texts: Mapping[str, str]) -> Sampled:
    """The samples of the texts in a content folder, by path; kept for the next time."""
    store = store_of(folder.resolve().parent)
    entries = Entries(store, "samples")
    known = from_bytes(entries.part("all", 0) or b"")
    samples, now_known = samples_of(texts, known)
    if now_known.keys() != known.keys():
        entries.put("all", (as_bytes(now_known),))  # else the next run takes longer
    store.close()
    return samples


@dataclass
class Alike:
    """The texts that must be compared with those of a change."""

    folder: Path
    around: Neighbours
    touched: Collection[str]
    samples: Sampled = field(default_factory=dict)
    """Of all texts but those known to be no record's."""
    _found: frozenset[str] | None = None

    def found(self, community: Community, read: Set[str]) -> frozenset[str]:
        """Their paths, where the files at the paths `read` have made a `community`."""
        known = self.samples or samples_in(self.folder, self.around.bodies)
        broken = read - {each.path for each in _written(community)}
        self.samples = {path: known[path] for path in known if path not in broken}
        if self._found is None or len(self.samples) < len(known):
            texts = {
                each.path: paragraphs(each.body)
                for each in _written(community)
                if each.path in self.touched and each.path in self.samples
            }
            self._found = frozenset(chain.from_iterable(likely_copies(texts, self.samples)))
        return self._found


def _written(community: Community) -> tuple[Post | Page, ...]:
    return (*community.posts, *community.pages)
