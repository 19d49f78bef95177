"""A text that is made to be slow is refused where it begins, or is shown within two seconds."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable
from time import process_time

import pytest
from markdown import Markdown
from mkdocs.config import load_config

from chaguan.check import every_problem
from chaguan.load import read, used_files
from chaguan.markdown.commonmark import CommonMark
from chaguan.render.html.sanitize import sanitized
from chaguan.source import SourceFile, decoded, files_of
from chaguan.source.files import LARGEST
from support import ROOT
from support.night import sample
from support.slow_texts import TEXTS, slow_text

pytestmark = pytest.mark.slow

MOST = 2.0
"""Seconds of processor time."""
ATTEMPTS = 3
"""Who shares the processor makes an attempt slow; the quickest says what a text costs."""
HEAD = "---\ntitle: Rain\ndate: 2026-04-03\nauthors: [mei]\n---\n"
SETTINGS = ("community.yml", b"name: A town\nlanguages: [en]\ntimezone: Asia/Taipei\n")


@pytest.fixture(scope="module")
def convert() -> Callable[[str], str]:
    """What the site's own settings make of a text."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    extensions = [*config.markdown_extensions, CommonMark("en")]
    converter = Markdown(extensions=extensions, extension_configs=config.mdx_configs)
    return lambda text: converter.reset().convert(text)


def seconds_in_a_process(work: Callable[[], object]) -> float:
    """How long `work` takes; `MOST` or more where it had to be stopped, or raised."""
    pid = os.fork()
    if pid == 0:
        sys.settrace(None)  # measuring coverage makes each line slower
        resource.setrlimit(resource.RLIMIT_CPU, (int(MOST) + 1, int(MOST) + 2))
        began = process_time()
        code = 255
        try:
            work()
            code = min(254, int((process_time() - began) * 100))
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return code / 100 if 0 <= code < 255 else float("inf")


@pytest.mark.parametrize("name", sample(TEXTS, 5))
def test_a_slow_text_is_refused_or_quick(name, convert):
    text = slow_text(name, LARGEST[".md"] - len(HEAD))
    convert("warm")

    def work() -> None:
        file = decoded("posts/rain.md", f"{HEAD}{text}".encode())
        people = SourceFile("people/mei.yml", "name: Mei\n")
        loaded = read((decoded(*SETTINGS), people, file), name="A town")
        problems = every_problem(loaded, ())
        if file.text is None:
            (refusal,) = [each for each in problems if each.code in ("SR107", "SR112")]
            assert refusal.position.path == "posts/rain.md"
            return
        used_files(loaded.community, ())
        sanitized(convert(text))

    assert any(seconds_in_a_process(work) < MOST for _ in range(ATTEMPTS))


def test_most_of_them_would_be_slow_if_nobody_refused_them(convert):
    text = slow_text(repr("!!! note\n"), 48_000)

    assert seconds_in_a_process(lambda: convert(text)) > 1


@pytest.mark.parametrize("kind", [".yml", ".md"])
def test_what_is_too_large_is_not_even_read(tmp_path, kind):
    (tmp_path / f"a{kind}").write_bytes(b"#" * (LARGEST[kind] + 1))

    assert [each.code for file in files_of(tmp_path) for each in file.problems] == ["SR102"]
