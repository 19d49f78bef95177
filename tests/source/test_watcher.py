"""When what all pages depend on was last written."""

from __future__ import annotations

import os

from chaguan.source.watcher import last_written


def written(path, seconds):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("tea", encoding="utf-8")
    os.utime(path, (seconds, seconds))
    return path


def test_files_count_and_what_is_below_folders_but_not_the_content(tmp_path):
    settings = written(tmp_path / "mkdocs.yml", 1_000)
    written(tmp_path / "theme" / "content" / "posts" / "rain.md", 9_000)
    written(tmp_path / "theme" / "partials" / "header.html", 2_000)
    theme, content = tmp_path / "theme", tmp_path / "theme" / "content"
    for folder in (theme, theme / "partials"):
        os.utime(folder, (1_000, 1_000))

    assert last_written([settings, content], besides=content) == 1_000 * 10**9
    assert last_written([settings, theme], besides=content) == 2_000 * 10**9
    assert last_written([tmp_path / "gone.yml"], besides=content) == 0
