"""What `chaguan check --base` costs for one changed post, beside a check of everything.

Run `python bench/check_base.py`. Processor seconds, this process's and git's, with start-up:
the median of five runs, the two checks by turns.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from made_community import write_community

SIZES = (1_000, 5_000, 10_000)
RUNS = 5
GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
CHECK = (sys.executable, "-c", "from chaguan.cli import main; main()", "check")
CHANGED = Path("content/posts/2026/post-7.md")


def main() -> None:
    print("records   --base   everything   ratio")
    for records in SIZES:
        with tempfile.TemporaryDirectory() as temporary:
            root = Path(temporary)
            write(root, records)
            _seconds(root, *CHECK, "--base", "HEAD")  # what is kept of the texts is there then
            turns = [
                (_seconds(root, *CHECK, "--base", "HEAD"), _seconds(root, *CHECK))
                for _ in range(RUNS)
            ]
            change, everything = (median(each) for each in zip(*turns, strict=True))
            ratio = everything / change
            print(f"{records:>7,}   {change:>4.2f} s   {everything:>8.2f} s   {ratio:>5.1f}")


def write(root: Path, records: int) -> None:
    """A committed community of about so many records, and one post that has changed since."""
    content = root / "content"
    content.mkdir()
    posts, events, people = records // 2, records * 4 // 10, records // 10
    write_community(content, posts, events, people, groups=20, places=40)
    for command in ("init -q", "add content", "commit -qm before"):
        subprocess.run([*GIT, *command.split()], cwd=root, check=True)
    post = root / CHANGED
    post.write_text(post.read_text() + "\nOne more line.\n")


def _seconds(root: Path, *command: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if done.returncode > 1:
        sys.exit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
