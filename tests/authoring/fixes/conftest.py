"""Content folders with something to repair, and the command to do it with."""

import pytest
from click.testing import CliRunner

from chaguan.cli import main

UID = "uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A community with a person and a place; `write` adds files to it."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    settings = f"name: Tea House\ntimezone: Asia/Taipei\nlanguages: [zh-Hant, en]\n{UID}"
    for path, text in {
        "community.yml": settings,
        "people/lin-mei.yml": "name: Lin Mei\n",
        "places/slack-tide.yml": "name: Slack Tide\n",
        "places/london.yml": "name: London\ntimezone: Europe/London\n",
    }.items():
        write(tmp_path / "content", path, text)
    return tmp_path / "content"


def write(folder, path, text):
    """Bytes as they are, text as UTF-8 without any change of line ends."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def fixed(folder):
    """What `chaguan fix --write` makes of one file."""

    def run(path, text, *options):
        write(folder, path, text)
        done = CliRunner().invoke(main, ["fix", "--write", *options, str(folder / path)])
        assert done.exit_code in (0, 1), done.output
        return (folder / path).read_bytes().decode()

    return run


@pytest.fixture
def fix():
    """`chaguan fix …`."""

    def run(*arguments, **how):
        return CliRunner().invoke(main, ["fix", *map(str, arguments)], **how)

    return run
