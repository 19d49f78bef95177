"""A plain folder of Markdown files: notes, an Eleventy or Astro blog, what another tool left."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from .export import Asked, Export, NotAnExportError, OldText
from .front import UnreadableError, clock_of, document, is_true, list_in, text_at, text_in
from .plain import line, slug_of, tags_of, without_mail

PASSED: Final = frozenset({"node_modules", "vendor", "venv", "site", "_site", "public", "dist"})
READ: Final = frozenset({".md", ".markdown"})
OTHERS: Final = frozenset(
    {".mdx", ".html", ".htm", ".txt", ".rst", ".org", ".adoc", ".textile", ".docx", ".odt", ".rtf"}
)
"""What may be somebody's words, and is not read here."""
_DATED: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[-_ ]?(.*)")


def read(root: Path, shown: str, asked: Asked) -> Export:
    """What is written below `root`: with a date a story, without one a page."""
    export = Export(
        kind="folder",
        name=root.resolve().name,
        origin=f"folder {root.resolve().name}",
        root=root,
        roots=("",),
    )
    own = asked.stated_zone or asked.zone
    for path in sorted(each for each in root.rglob("*") if each.suffix in READ | OTHERS):
        inside = path.relative_to(root)
        if any(part.startswith(".") or part in PASSED for part in inside.parts):
            continue
        where = inside.as_posix()
        if path.suffix not in READ:
            export.lose(where, "other_format", ending=path.suffix)
            continue
        if "_drafts" in inside.parts:
            export.lose(where, "not_public", status="draft")
            continue
        try:
            whole = document(text_at(path))
        except UnreadableError as failure:
            export.lose(where, "unreadable", reason=failure)
            continue
        head = whole.head
        if is_true(head, "draft"):
            export.lose(where, "not_public", status="draft")
            continue
        named = _DATED.fullmatch(path.stem)
        said = text_in(head, "date", "created", "pubdate", "published")
        clock = clock_of(said, own, asked.zone)
        if said and clock is None:
            export.lose(where, "bad_date", seen=said)
        clock = clock or (clock_of(named[1], own, asked.zone) if named else None)
        heading = re.match(r"\s*#\s+(.+)", whole.body)
        stem = (named[2] if named else "") or path.stem
        name = inside.parent.name if stem.lower() in ("index", "readme") else stem
        title = text_in(head, "title") or (line(heading[1]) if heading else line(name))
        body = whole.body[heading.end() :] if heading else whole.body
        export.add(
            OldText(
                key=where,
                where=where,
                kind="post" if clock else "page",
                title=title or where,
                body=body.strip(),
                language=text_in(head, "lang", "language"),
                slug=slug_of(text_in(head, "slug"), name, title),
                date=clock,
                updated=clock_of(text_in(head, "updated", "modified", "lastmod"), own, asked.zone),
                authors=tuple(
                    each
                    for said in (*list_in(head, "authors"), *list_in(head, "author"))
                    if (each := line(without_mail(said)[0]))
                ),
                tags=tags_of([*list_in(head, "categories"), *list_in(head, "tags")]),
                summary=text_in(head, "summary", "description", "excerpt"),
                image=text_in(head, "image", "cover", "heroimage", "thumbnail", "featured_image"),
                uid=text_in(head, "uid", "guid"),
                further=tuple(list_in(head, "aliases")),
                names=(f"file:{where}",),
                folder=inside.parent.as_posix(),
            )
        )
    if not export.texts and not export.losses:
        raise NotAnExportError("nothing_here", path=shown)
    return export
