"""In whose site a content folder is a guest."""

import pytest

from chaguan.cli.content_folder import docs_around


@pytest.mark.parametrize(
    ("settings", "content", "docs"),
    [
        ("site_name: A\n", "docs/community", "docs"),
        ("docs_dir: pages # ours\n", "pages/clubs/harbour", "pages"),
        ("docs_dir: 'pages'\n", "docs/community", None),
        ("docs_dir: content\n", "content", None),
        ("x: !!python/name:os.system\n", "docs/community", "docs"),
    ],
)
def test_the_nearest_settings_say_in_whose_pages_a_folder_is(tmp_path, settings, content, docs):
    (tmp_path / content).mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(settings)

    assert docs_around(tmp_path / content) == (tmp_path / docs if docs else None)


def test_settings_that_cannot_be_read_say_nothing(tmp_path):
    (tmp_path / "docs" / "community").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").mkdir()

    assert docs_around(tmp_path / "docs" / "community") is None
