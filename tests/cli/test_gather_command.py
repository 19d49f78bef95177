"""`chaguan gather` at the terminal."""

from __future__ import annotations

from support.commands import SETTINGS
from support.web import serving


def test_nobody_to_ask(write, chaguan):
    write({"content/community.yml": SETTINGS})
    done = chaguan("gather")

    assert done.exit_code == 0
    assert "nothing to gather" in done.output


def test_each_source_has_a_line_and_this_machine_is_not_asked(write, chaguan):
    with serving() as web:
        folder = write(
            {
                "content/community.yml": SETTINGS,
                "content/people/lin-mei.yml": f"name: 林梅\nfeed: {web.url}feed.xml\n",
            }
        )
        done = chaguan("gather", "--now", "2026-11-29")
        again = chaguan("gather", "--now", "2026-11-30", "--lang", "zh-Hant")

    assert done.exit_code == again.exit_code == 0
    assert "content/people/lin-mei.yml:2" in done.output
    assert "no host of the public internet (since 2026-11-29)" in done.output
    assert "1 file changed in content/.gathered" in done.output
    assert "自 2026-11-29 起" in again.output
    assert web.asked == []
    assert (folder / "content/.gathered/person-lin-mei.json").is_file()


def test_folder_that_is_not_there_is_told(write, chaguan):
    write({"README.md": ""})

    assert chaguan("gather").exit_code == 2
