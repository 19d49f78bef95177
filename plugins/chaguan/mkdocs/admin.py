"""The form-based editor at `/admin/`, for sites that ask for it."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha384
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from chaguan.authoring.editor.configuration import editor_configuration
from chaguan.locales import vocabulary
from chaguan.site.repository import Forge, Repository
from chaguan.site.site import Site
from chaguan.site.urls import Address

from .generated import Generated
from .theme import PACKAGE

ADMIN: Final = Address("admin/")
FETCHED: Final = Path("editor", "node_modules")
"""Beside `mkdocs.yml`; `make editor` fills it."""
SCRIPTS: Final = ("js-yaml/dist/js-yaml.min.js", "decap-cms/dist/decap-cms.js")
"""What the page loads, before our own script."""
PIECES: Final = ("decap-cms/dist/*.decap-cms.js", "decap-cms/dist/decap-cms.js.LICENSE.txt")
"""What the editor asks for when it needs it, and under which licences it is."""
LOCAL: Final = "http://localhost:8081"
"""Where `decap-server` listens."""


def repository_of(config: MkDocsConfig, base: str) -> Repository | None:
    """The repository that `mkdocs.yml` names; `base` is our folder below `docs_dir`."""
    found = Repository.of(config.repo_url or "", config.edit_uri or "")
    return replace(found, folder=found.below(base).rstrip("/")) if found and base else found


def add_editor(files: Files, site: Site, config: MkDocsConfig, login: str) -> Generated:
    """Add the editor's scripts and configuration, and promise its page."""
    for name in (ADMIN.file, (ADMIN / "config.json").path):
        if files.get_file_from_path(name) or any(each.dest_uri == name for each in files):
            raise PluginError(f"The editor is to be at /{name}, and there is a page already.")
    for path in (*_scripts(config), *_pieces(config)):
        uri = (ADMIN / path.name).path
        files.append(File.generated(config, uri, abs_src_path=str(path)))
    written = editor_configuration(
        _repository(config, site.base),
        site.languages,
        vocabulary(site.languages[0]),
        login=login,
        is_local=_is_local(site),
    )
    text = json.dumps(written, ensure_ascii=False, indent=1)
    files.append(File.generated(config, (ADMIN / "config.json").path, content=f"{text}\n"))
    promised = Generated(files, config)
    promised.promise(ADMIN / "index.html")
    return promised


def write_editor(
    promised: Generated, env: jinja2.Environment, site: Site, config: MkDocsConfig
) -> None:
    """Write the page that loads the editor."""
    language = site.languages[0]
    page = env.get_template("chaguan/admin.html").render(
        t=vocabulary(language),
        name=site.community.settings.name.best(language).text,
        policy=_policy(_is_local(site)),
        scripts=[
            {"name": path.name, "integrity": _integrity(path.read_bytes())}
            for path in _scripts(config)
        ],
        contribute=f"../{site.addresses.special('contribute', language).url}",
    )
    promised.write(ADMIN / "index.html", page.encode())


def _repository(config: MkDocsConfig, base: str) -> Repository:
    found = repository_of(config, base)
    if found is None or found.forge is not Forge.GITHUB or found.name.count("/") != 1:
        raise PluginError(
            "`admin: true` opens pull requests on GitHub. Say where in mkdocs.yml: "
            "`repo_url: https://github.com/OWNER/NAME` and `edit_uri: edit/main/content/`."
        )
    return found


def _scripts(config: MkDocsConfig) -> tuple[Path, ...]:
    """Our own comes first: it tells the others to wait."""
    return (PACKAGE / "admin" / "editor.js", *(_fetched(config) / each for each in SCRIPTS))


def _pieces(config: MkDocsConfig) -> Iterator[Path]:
    for pattern in PIECES:
        yield from sorted(_fetched(config).glob(pattern))


def _fetched(config: MkDocsConfig) -> Path:
    folder = Path(config.config_file_path).parent / FETCHED
    for script in SCRIPTS:
        if not (folder / script).is_file():
            raise PluginError(
                f"`admin: true` needs the editor, and {FETCHED / script} is not here. "
                "Run `make editor`, or take `admin: true` out of mkdocs.yml."
            )
    return folder


def _is_local(site: Site) -> bool:
    return urlsplit(site.site_url).hostname in ("localhost", "127.0.0.1")


def _integrity(content: bytes) -> str:
    """What a browser compares a script with (W3C, Subresource Integrity)."""
    return f"sha384-{b64encode(sha384(content).digest()).decode()}"


def _policy(is_local: bool) -> str:
    """Whom the page may ask: the site and GitHub, nobody else (W3C, Content Security Policy).

    Decap compiles the checks of its configuration, and styles its page by script. Signing in
    opens a window of its own.
    """
    asked = ["'self'", "blob:", "data:", "https://api.github.com", *([LOCAL] if is_local else [])]
    rules = {
        "default-src": "'none'",
        "script-src": "'self' 'unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' blob: data: https://avatars.githubusercontent.com",
        "font-src": "'self' data:",
        "connect-src": " ".join(asked),
        "frame-src": "'self' blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
