"""The form-based editor at `/admin/`, for sites that ask for it."""

from __future__ import annotations

from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from chaguan.authoring.editor.page import (
    CONFIGURATION,
    PAGE,
    editor_files,
    editor_page,
    editor_settings,
)
from chaguan.site.host_settings import SettingsError
from chaguan.site.repository import Repository
from chaguan.site.site import Site


def repository_of(config: MkDocsConfig, base: str) -> Repository | None:
    """The repository that `mkdocs.yml` names; `base` is our folder below `docs_dir`."""
    return Repository.of(config.repo_url or "", config.edit_uri or "", base)


def add_editor(files: Files, site: Site, config: MkDocsConfig, login: str) -> File:
    """Add the editor's scripts and configuration; returns the file of its page, yet empty.

    Raises SettingsError where a site that asks for the editor cannot have it.
    """
    for name in (PAGE.file, CONFIGURATION.file):
        if files.get_file_from_path(name) or any(each.dest_uri == name for each in files):
            raise SettingsError(f"The editor is to be at /{name}, and there is a page already.")
    for address, path in editor_files(_project(config)):
        files.append(File.generated(config, address.file, abs_src_path=str(path)))
    settings = editor_settings(site, repository_of(config, site.base), login)
    files.append(File.generated(config, CONFIGURATION.file, content=settings))
    page = File.generated(config, PAGE.file, content=b"")
    files.append(page)
    return page


def write_editor(page: File, env: jinja2.Environment, site: Site, config: MkDocsConfig) -> None:
    """Write the page that loads the editor."""
    given = editor_page(site, _project(config))
    page.content_bytes = env.get_template("chaguan/admin.html").render(given).encode()


def _project(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
