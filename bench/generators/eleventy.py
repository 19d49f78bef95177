"""Eleventy, which brings no theme; the templates are the least that shows what is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from made_community import MadePost

from .generator import FromNode, with_links

CONFIGURATION = """
import { feedPlugin } from "@11ty/eleventy-plugin-rss";
import highlight from "@11ty/eleventy-plugin-syntaxhighlight";

export default function (config) {
  config.addPlugin(highlight);
  for (const type of ["atom", "rss"]) {
    config.addPlugin(feedPlugin, {
      type,
      outputPath: `/${type}.xml`,
      collection: { name: "posts", limit: 20 },
      metadata: {
        language: "zh-Hant",
        title: "Measure",
        base: "https://measure.example.org/",
        author: { name: "Measure" },
      },
    });
  }
  config.addCollection("posts", (all) => all.getFilteredByGlob("content/posts/**/*.md"));
  for (const [name, key] of [["byTag", "labels"], ["byAuthor", "authors"]]) {
    config.addCollection(name, (all) => {
      const found = new Map();
      for (const post of all.getFilteredByGlob("content/posts/**/*.md"))
        for (const label of new Set(post.data[key] ?? []))
          found.set(label, [...(found.get(label) ?? []), post]);
      return [...found].map(([label, posts]) => ({ label, posts: posts.reverse() }));
    });
  }
  return { dir: { input: "content", includes: "_includes", output: "site" } };
}
"""
LAYOUT = """<!doctype html>
<html lang="zh-Hant">
<head><meta charset="utf-8"><title>{{ title }} · Measure</title>
<link rel="alternate" type="application/atom+xml" href="/atom.xml"></head>
<body><header><a href="/">Measure</a></header>
<main><h1>{{ title }}</h1>
{% if day %}<time>{{ day }}</time>{% endif %}
{% for each in authors %}<a href="/authors/{{ each }}/">{{ each }}</a>{% endfor %}
{% for each in labels %}<a href="/tags/{{ each }}/">{{ each }}</a>{% endfor %}
{{ content | safe }}</main></body></html>
"""
LIST = """---js
{front}
---
{{% for post in {posts} %}}<article><h2><a href="{{{{ post.url }}}}">{{{{ post.data.title }}}}</a>
</h2>{{{{ post.data.excerpt }}}}</article>
{{% endfor %}}
"""
PAGES = {
    "index.njk": LIST.format(
        front='{ layout: "base.njk", title: "Measure", permalink: "/{% if pagination.pageNumber %}'
        'page/{{ pagination.pageNumber + 1 }}/{% endif %}index.html",'
        ' pagination: { data: "collections.posts", size: 10, reverse: true } }',
        posts="pagination.items",
    ),
    "tags.njk": LIST.format(
        front='{ layout: "base.njk", permalink: "/tags/{{ tag.label }}/",'
        ' pagination: { data: "collections.byTag", size: 1, alias: "tag" } }',
        posts="tag.posts",
    ),
    "authors.njk": LIST.format(
        front='{ layout: "base.njk", permalink: "/authors/{{ person.label }}/",'
        ' pagination: { data: "collections.byAuthor", size: 1, alias: "person" } }',
        posts="person.posts",
    ),
}


class Eleventy(FromNode):
    """`--incremental=FILE` of 3.1.8 ends with an error where collections are paginated.

    “`templateRender` has not yet initialized”, as in github.com/11ty/eleventy/issues/3759.
    """

    name = "Eleventy"
    after_edit = "whole rebuild (its incremental mode fails on paginated lists)"
    look = "twenty lines of templates; tags, authors; RSS and Atom for the site; no search"
    requirements = (
        "@11ty/eleventy@3.1.8",
        "@11ty/eleventy-plugin-rss@3.0.0",
        "@11ty/eleventy-plugin-syntaxhighlight@5.0.2",
    )

    def configure(self, posts: Sequence[MadePost]) -> None:
        """As Generator.configure."""
        (self.folder / "content" / "_includes").mkdir(parents=True)
        (self.folder / "content" / "_includes" / "base.njk").write_text(LAYOUT)
        for name, text in PAGES.items():
            (self.folder / "content" / name).write_text(text)
        (self.folder / "package.json").write_text('{"type": "module"}\n')
        (self.folder / "eleventy.config.js").write_text(CONFIGURATION)
        (self.folder / "node_modules").symlink_to(self.modules.resolve())

    def source(self, post: MadePost) -> Path:
        """As Generator.source."""
        return Path("content", "posts", post.path)

    def text(self, post: MadePost) -> str:
        """As Generator.text; the excerpt stands in the front matter, where lists find it."""
        excerpt = post.body.partition("\n\n")[0].replace('"', "")
        body = with_links(post.body, "/posts/{year}/{post}/")
        return (
            f"---\nlayout: base.njk\ntitle: {post.title}\ndate: {post.day}\nday: {post.day}\n"
            f"authors: [{post.author}]\nlabels: [{', '.join(post.tags)}]\n"
            f'excerpt: "{excerpt}"\n---\n\n{body}'
        )

    def page(self, post: MadePost) -> Path:
        """As Generator.page."""
        return Path("posts", post.path).with_suffix("") / "index.html"

    def build(self) -> Sequence[str | Path]:
        """As Generator.build."""
        return ("node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet")
