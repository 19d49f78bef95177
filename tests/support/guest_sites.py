"""A small MkDocs site of somebody else's, with a community in one of its folders."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result
from mkdocs.__main__ import cli

from .pictures import scene, written
from .whole_sites import NOON, QUIET, Site, draw

URL = "https://handbook.example.org/"
OURS = ("chaguan", "chaguan/pages", "chaguan/feeds", "chaguan/calendars", "chaguan/search")
HANDBOOK = """
docs/
    index.md
    | ---
    | title: Harbour Handbook
    | hide: [toc]
    | tags: [start]
    | ---
    | # Harbour Handbook
    |
    | Welcome aboard. See the [guide](guide/ropes.md).
    |
    | <div class="own" onclick="this.dataset.seen = 1" style="color: rgb(1, 2, 3)">A box</div>
    |
    | <script>document.documentElement.dataset.inline = "yes"</script>
    guide/
        ropes.md
        | ---
        | tags: [ropes]
        | unknown: stays
        | ---
        | # Ropes
        |
        | !!! note
        |     Coil them clockwise. 這一段有
        |     兩行字。
        |
        | ## 繩結
        |
        | ```mermaid
        | graph LR
        |   A --> B
        | ```
        |
        | Inline \\\\(e = mc^2\\\\), [back](../index.md), [nowhere](#nowhere).
        |
        | ## Last
        knots.md
        | # Knots
        |
        | | knot | use |
        | |---|---|
        | | bowline | loops |
        |
        | ![A rope](../assets/rope.png)
    blog/
        index.md
        | # Log book
        .authors.yml
        | authors:
        |   ada: {name: Ada Quill, description: Bosun, avatar: ../assets/rope.png}
        posts/
            first.md
            | ---
            | date: 2025-03-04
            | authors: [ada]
            | categories: [News]
            | ---
            | # First watch
            |
            | All quiet.
            |
            | <!-- more -->
            |
            | Nothing more.
    tags.md
    | # Tags
    |
    | <!-- material/tags -->
    assets/
        own.css
        | .own { border: 1px solid rgb(9, 8, 7); }
        own.js
        | document.documentElement.dataset.own = "yes";
included.txt
| the words of a file
gen.py
| import mkdocs_gen_files
| with mkdocs_gen_files.open("generated.md", "w") as file:
|     file.write("# Generated\\n\\nBy a script.\\n")
"""
COMMUNITY = """
docs/
    community/
        community.yml
        | name: {en: Friends of the Harbour, zh-Hant: 港邊之友}
        | timezone: Asia/Taipei
        | languages: [en, zh-Hant]
        | licence: CC-BY-4.0
        | uid: 3c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e22
        index.md
        | # Welcome
        |
        | We meet on the pier. Read [the story](posts/rain.md) or the [guide](../guide/ropes.md).
        about.md
        | # About us
        |
        | --8<-- "included.txt"
        posts/
            rain.md
            | ---
            | title: Rain on the pier
            | date: 2026-10-01
            | authors: [lin-mei]
            | tags: [rain]
            | aliases: [news/rain/]
            | ---
            | It rained. See [the walk](../events/walk.yml).
            |
            | --8<-- "included.txt"
            |
            | ![The pier](../images/pier.jpg)
            draft.md
            | ---
            | title: Nobody knows yet
            | date: 2026-10-01
            | authors: [lin-mei]
            | draft: true
            | ---
            | Unpublished words.
        events/
            walk.yml
            | title: {en: Evening walk, zh-Hant: 夜行}
            | start: 2026-12-12 19:00
            | place: pier
            | hosts: [lin-mei]
            | description: Bring a lamp.
        people/
            lin-mei.yml
            | name: {en: Lin Mei, zh-Hant: 林梅}
            | contact: lin@mail.example.org
        places/
            pier.yml
            | name: The Pier
            | city: Shihua
            | country: TW
"""
SETTINGS = """
site_name: Harbour Handbook
site_url: {url}
repo_url: https://github.com/harbour/handbook
edit_uri: edit/main/docs/
copyright: Harbour Guild, all hands
theme:
  name: {theme}
  font: false
  palette: {{primary: teal, accent: lime}}
  features: [content.action.edit{features}]
extra_css: [assets/own.css]
extra_javascript: [assets/own.js]
markdown_extensions:
  - admonition
  - attr_list
  - md_in_html
  - tables
  - pymdownx.details
  - pymdownx.snippets
  - pymdownx.arithmatex: {{generic: true}}
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - toc: {{permalink: true}}
{more}
"""


@dataclass(frozen=True)
class Handbook:
    """The site of others, in a folder."""

    folder: Path
    theme: str = "material"

    def draw(self) -> None:
        """Write its pages, and the community's files."""
        draw(self.folder, HANDBOOK)
        draw(self.folder, COMMUNITY)
        for path, kind in (("assets/rope.png", "PNG"), ("community/images/pier.jpg", "JPEG")):
            file = self.folder / "docs" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(written(scene(320, 200), kind))

    def commit(self) -> None:
        """Put it all into git, for plugins that ask when a page was written."""
        who = ("-c", "user.name=Ada Quill", "-c", "user.email=ada@mail.example.org")
        for words in (("init", "--quiet"), ("add", "docs"), (*who, "commit", "-qm", "Begin")):
            subprocess.run(["git", *words], cwd=self.folder, check=True)

    def build(
        self, to: str, plugins: str = "", more: str = "", *, ours: bool, features: str = ""
    ) -> Result:
        """Run `mkdocs build --strict`; `plugins` are lines of YAML, before ours."""
        listed = "\n".join(f"  - {each}" for each in OURS) if ours else ""
        hidden = "" if ours else "exclude_docs: |\n  community/\n"
        chosen = plugins if plugins.strip() or ours else "  []"
        text = SETTINGS.format(url=URL, theme=self.theme, features=features, more=more)
        settings = self.folder / "mkdocs.yml"
        settings.write_text(f"{text}{hidden}plugins:\n{chosen}\n{listed}\n", encoding="utf-8")
        moment = str(int(NOON.timestamp()))
        env = {**QUIET, "CHAGUAN_PROCESSES": "1", "SOURCE_DATE_EPOCH": moment}
        words = ["build", "--strict", "-f", str(settings), "-d", str(self.folder / to)]
        return CliRunner(env=env).invoke(cli, words, catch_exceptions=False)

    def site(self, folder: str) -> Site:
        """The site that `build` made there."""
        return Site(self.folder / folder, URL)


def differences(without: Site, within: Site) -> list[str]:
    """What of the site of others is not as it is without the community, in any byte.

    The site map and the index of the search name our pages too; a community has its own folder.
    """
    apart = ("community/", "assets/chaguan/", "search/", "sitemap.xml")
    names = without.files.keys() | within.files.keys()
    return [
        name
        for name in sorted(names)
        if not name.startswith(apart) and without.files.get(name) != within.files.get(name)
    ]
