"""A newer file of ours and a person's changes, put together by git's own three-way merge."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Final

from chaguan.source import nodes_of

_NAMES: Final = ("mine", "base", "theirs")


def merged(mine: str, base: str, theirs: str, path: str) -> str | None:
    """All three as one; None where both sides changed the same lines, or where git is missing.

    Line ends are brought to `\\n` for the merge and back as `mine` has them. Lines that merge are
    not yet YAML that says each thing once, so that is looked at afterwards.
    """
    ends = "\r\n" if "\r\n" in mine else "\n"
    with tempfile.TemporaryDirectory(prefix="chaguan-") as aside:
        paths = []
        for name, text in zip(_NAMES, (mine, base, theirs), strict=True):
            paths.append(Path(aside) / name)
            paths[-1].write_bytes(text.replace("\r\n", "\n").encode())
        try:
            done = subprocess.run(
                ["git", "merge-file", "-p", *map(str, paths)],
                capture_output=True, timeout=30, check=False,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            return None
    if done.returncode != 0:
        return None
    text = done.stdout.decode()
    if path.endswith((".yml", ".yaml")) and not _doubled(theirs) and _doubled(text):
        return None
    return text.replace("\n", ends)


def _doubled(text: str) -> bool:
    """Whether a key stands twice in one map (YA110), which readers of YAML settle in silence."""
    _, problems = nodes_of(text, "")
    return any(each.code == DOUBLED for each in problems)


DOUBLED: Final = "YA110"
