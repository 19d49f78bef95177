"""The page of the form-based editor: what it loads, and whom it may ask."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha384
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from chaguan.locales import vocabulary
from chaguan.site.host_settings import SettingsError
from chaguan.site.repository import Forge, Repository
from chaguan.site.site import Site
from chaguan.site.urls import Address

ADMIN: Final = Address("admin/")
PAGE: Final = ADMIN / "index.html"
CONFIGURATION: Final = ADMIN / "config.json"
FETCHED: Final = Path("editor", "node_modules")
"""Beside `mkdocs.yml`; `make editor` fills it."""
SCRIPTS: Final = ("js-yaml/dist/js-yaml.min.js", "decap-cms/dist/decap-cms.js")
"""What the page loads, before our own script."""
PIECES: Final = ("decap-cms/dist/*.decap-cms.js", "decap-cms/dist/decap-cms.js.LICENSE.txt")
"""What the editor asks for when it needs it, and under which licences it is."""
LOCAL: Final = "http://localhost:8081"
"""Where `decap-server` listens."""


def editor_files(project: Path) -> Iterator[tuple[Address, Path]]:
    """The files that the page loads and asks for; `project` is the folder of `mkdocs.yml`."""
    pieces = (path for each in PIECES for path in sorted((project / FETCHED).glob(each)))
    for path in (*_scripts(project), *pieces):
        yield ADMIN / path.name, path


def editor_settings(site: Site, repository: Repository | None, login: str) -> str:
    """What the editor is told; `login` is the server that signs people in with the forge."""
    if (
        repository is None
        or repository.forge is not Forge.GITHUB
        or repository.name.count("/") != 1
    ):
        raise SettingsError(
            "`admin: true` opens pull requests on GitHub. Say where in mkdocs.yml: "
            "`repo_url: https://github.com/OWNER/NAME` and `edit_uri: edit/main/content/`."
        )
    from .configuration import editor_configuration  # few sites have the editor

    words, is_local = vocabulary(site.languages[0]), _is_local(site)
    written = editor_configuration(
        repository, site.languages, words, login=login, is_local=is_local
    )
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def editor_page(site: Site, project: Path) -> dict[str, Any]:
    """What the template of the page is given."""
    language = site.languages[0]
    scripts = _scripts(project)
    return {
        "t": vocabulary(language),
        "name": site.community.settings.name.best(language).text,
        "policy": _policy(is_local=_is_local(site)),
        "scripts": [
            {"name": path.name, "integrity": _integrity(path.read_bytes())} for path in scripts
        ],
        "contribute": f"../{site.addresses.special('contribute', language).url}",
    }


def _scripts(project: Path) -> tuple[Path, ...]:
    """Our own comes first: it tells the others to wait."""
    folder = project / FETCHED
    for script in SCRIPTS:
        if not (folder / script).is_file():
            raise SettingsError(
                f"`admin: true` needs the editor, and {FETCHED / script} is not here. "
                "Run `make editor`, or take `admin: true` out of mkdocs.yml."
            )
    own = Path(str(files("chaguan")), "admin", "editor.js")
    return (own, *(folder / each for each in SCRIPTS))


def _is_local(site: Site) -> bool:
    return urlsplit(site.site_url).hostname in ("localhost", "127.0.0.1")


def _integrity(content: bytes) -> str:
    """What a browser compares a script with (W3C, Subresource Integrity)."""
    return f"sha384-{b64encode(sha384(content).digest()).decode()}"


def _policy(*, is_local: bool) -> str:
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
