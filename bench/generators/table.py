"""The figures as Markdown, for `docs/performance.md`."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from pathlib import Path

from .scenario import Results, processor, wall

BOUNDS = (
    ("cold", "Material blog + RSS", 0.15),
    ("cold", "Zensical", 0.35),
    ("cold", "Hugo", 1.2),
)
"""What Chaguan may take of what another takes."""
EDIT_BOUND = 0.5
"""What one edit may take of the quickest other."""


def machine() -> str:
    """What it was measured on, without its name."""
    processors = len(os.sched_getaffinity(0))
    return (
        f"{processors} × {_model()}, {platform.system()} {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}"
    )


def rivals_table(all_results: Sequence[Results]) -> Iterator[str]:
    """Every generator beside Chaguan, which comes first."""
    ours = all_results[0]
    yield (
        "| | cold, s | Chaguan / it | one edit, s | Chaguan / it | processor, s: cold, edit "
        "| peak memory | files changed by the edit | of them rewritten |"
    )
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for each in all_results:
        if not each.cold:
            yield f"| {each.name} | not measured: {each.failure} | | | | | | | |"
            continue
        moved = each.change
        yield " | ".join((
            f"| {each.name}",
            f"{wall(each.cold):.2f}",
            _ratio(wall(ours.cold), wall(each.cold)),
            f"{wall(each.edit):.2f}" if each.edit else f"not measured: {each.failure}",
            _ratio(wall(ours.edit), wall(each.edit)),
            f"{processor(each.cold):.2f}, {processor(each.edit):.2f}",
            f"{each.peak / 1e6:.0f} MB",
            f"{moved.files}, {moved.bytes / 1e3:.0f} kB" if moved else "",
            f"{moved.rewritten} of {each.site_files} |" if moved else "|",
        ))  # fmt: skip


def what_they_are(all_results: Sequence[Results]) -> Iterator[str]:
    """Versions, looks, and how each was run."""
    for each in all_results:
        version = each.version or "not installed"
        yield f"- **{each.name}** ({version}): {each.look}. After an edit: {each.after_edit}."


def own_table(ours: Results) -> Iterator[str]:
    """What only Chaguan is asked for."""
    yield "| Chaguan | by the clock, s | of processors, s |"
    yield "|---|--:|--:|"
    for label, taken in (
        ("cold", ours.cold),
        ("one edited post", ours.edit),
        ("nothing changed", ours.same),
        ("one person renamed", ours.rename),
    ):
        yield f"| {label} | {wall(taken):.2f} | {processor(taken):.2f} |"
    if latency := ours.latency:
        yield f"| serve: start to first page | {latency.start:.2f} | |"
        yield f"| serve: save to page (slowest) | {latency.page:.3f} ({latency.slowest:.3f}) | |"
        yield f"| serve: save to feed | {latency.feed:.3f} | |"


def growth_table(by_size: dict[int, list[Results]]) -> Iterator[str]:
    """Milliseconds a post at each size: level where the work grows in line with the posts."""
    sizes = sorted(by_size)
    yield "| cold / one edit, ms a post | " + " | ".join(f"{size:,}" for size in sizes) + " |"
    yield "|---|" + "--:|" * len(sizes)
    for at, first in enumerate(by_size[sizes[0]]):
        cells = (_a_post(by_size[size][at], size) for size in sizes)
        yield f"| {first.name} | " + " | ".join(cells) + " |"


def bounds_table(all_results: Sequence[Results]) -> Iterator[str]:
    """What was promised, and what is."""
    ours, *others = all_results
    named = {each.name: each for each in others if each.cold}
    yield "| Chaguan takes | at most | measured | |"
    yield "|---|--:|--:|---|"
    for what, name, bound in BOUNDS:
        if name in named and ours.cold:
            yield _bound(f"{what}, of {name}", bound, wall(ours.cold) / wall(named[name].cold))
    edits = [(wall(each.edit), each.name) for each in others if each.edit]
    if edits and ours.edit:
        least, name = min(edits)
        yield _bound(f"one edit, of {name} (the quickest)", EDIT_BOUND, wall(ours.edit) / least)


def constants(sizes: Sequence[tuple[int, Results]]) -> Iterator[str]:
    """What `docs/scale.md` counts with: growth between the two largest sizes, ours."""
    (few, small), (many, large) = sizes[-2:]
    more = many - few

    def a_post(of_small: float, of_large: float) -> float:
        return (of_large - of_small) / more

    cold = a_post(processor(small.cold), processor(large.cold))
    edit = a_post(processor(small.edit), processor(large.edit))
    yield f"measured between {few:,} and {many:,} posts"
    yield f"COLD_MS_A_POST = {cold * 1e3:.2f}  # of processors"
    yield f"EDIT_MS_A_POST = {edit * 1e3:.3f}  # of processors"
    yield f"MEMORY_KB_A_POST = {a_post(small.peak, large.peak) / 1e3:.1f}"
    yield f"SITE_FILES_A_POST = {a_post(small.site_files, large.site_files):.2f}"
    yield f"SITE_KB_A_POST = {a_post(small.site_bytes, large.site_bytes) / 1e3:.1f}"
    yield f"CACHE_KB_A_POST = {a_post(small.cache_bytes, large.cache_bytes) / 1e3:.1f}"
    if large.change:
        yield f"EDIT_FILES = {large.change.files}"
        yield f"EDIT_KB = {large.change.bytes / 1e3:.0f}"
    yield f"PAGE_KB = {large.page_bytes / 1e3:.1f}  # compressed"
    yield f"FIRST_VISIT_KB = {(large.page_bytes + large.asset_bytes) / 1e3:.1f}  # with its assets"


def _bound(label: str, bound: float, measured: float) -> str:
    kept = "kept" if measured <= bound else "**not kept**"
    return f"| {label} | {bound:.2f} | {measured:.2f} | {kept} |"


def _a_post(results: Results, size: int) -> str:
    if not results.cold or not results.edit:
        return f"not measured: {results.failure}"
    return f"{wall(results.cold) / size * 1e3:.1f} / {wall(results.edit) / size * 1e3:.1f}"


def _ratio(ours: float, theirs: float) -> str:
    return f"{ours / theirs:.2f}" if ours and theirs else ""


def _model() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
