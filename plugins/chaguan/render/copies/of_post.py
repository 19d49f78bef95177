"""What a post's copy says beside its text: who made it, who paid, where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from chaguan.model import Post, RecordId
from chaguan.render.html.page_context import PageContext
from chaguan.render.text.dates import date_words

Lines = tuple[str, ...]


def post_facts(post: Post, view: PageContext) -> tuple[Lines, Lines]:
    """HTML before a post's text, and after it; links lead from the post's page."""
    return tuple(_before(post, view)), tuple(_after(post, view))


def _before(post: Post, view: PageContext) -> Iterator[str]:
    words, day = view.words, date_words(post.date.date(), view.language)
    if post.sponsored:
        paid = words("post.sponsored", who=post.sponsored)
        yield f"<p><strong>{escape(paid)}</strong></p>"
    names = _names(post.authors, view)
    by = words("copy.by", names=names, day=day) if names else day
    if post.updated and post.updated.date() > post.date.date():
        updated = date_words(post.updated.date(), view.language)
        by = f"{by} · {words('post.updated', day=updated)}"
    yield f"<p>{escape(by)}</p>"
    for role, ids in post.credits:
        said = words("copy.role", role=words.of("role", role), names=_names(ids, view))
        yield f"<p>{escape(said)}</p>"
    if picture := view.picture(post.image, post.image_alt):
        up = "../" * view.addresses.record(post, view.language).path.count("/")
        alt = escape(picture.alt)
        yield f'<p><img src="{escape(up + picture.src)}" alt="{alt}" width="{picture.width}"></p>'


def _after(post: Post, view: PageContext) -> Iterator[str]:
    source = post.source
    if source is None:
        return
    title = escape(source.title or str(source.url or ""))
    if source.url:
        title = f'<a href="{escape(str(source.url))}">{title}</a>'
    known = [escape(each) for each in (source.author, source.licence) if each]
    said = escape(view.words("feed.source"))
    yield f"<p>{said} {' · '.join(part for part in (title, *known) if part)}</p>"


def _names(ids: tuple[RecordId, ...], view: PageContext) -> str:
    return view.words("comma").join(link.text for link in view.people(ids))
