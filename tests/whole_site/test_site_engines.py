"""The engine is a replaceable part."""

from __future__ import annotations

import re
import subprocess
import sys

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def without_generator(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: GENERATOR.sub(b"", content) for path, content in files.items()}


def test_properdocs_builds_the_same_site(lively_town):
    town = lively_town()
    expected = without_generator(town.built("--strict").files)

    subprocess.run(
        [
            sys.executable,
            "-m",
            "properdocs",
            "build",
            "--strict",
            "-f",
            "mkdocs.yml",
            "-d",
            "other",
        ],
        cwd=town.folder,
        check=True,
    )

    assert without_generator(town.site_in("other").files) == expected
