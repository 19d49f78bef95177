"""What is in the files of a content folder, told from their names and their raw text alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote

from chaguan.load import Named, named, tags_in
from chaguan.model import RecordId
from chaguan.source import SourceFile, divided

Key = tuple[str, RecordId]
"""Kind and id."""


class Neighbours:
    """The files around a change, most of which nobody has to read."""

    def __init__(self, files: Iterable[SourceFile], languages: tuple[str, ...]) -> None:
        self.texts = {file.path: file.text or "" for file in files}
        self._languages = languages
        self.named = {path: named(path, languages) for path in self.texts}
        self._keys: dict[str, Key] = {}
        self._by_key: dict[Key, set[str]] = defaultdict(set)
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for path, what in self.named.items():
            self._by_name[path.rpartition("/")[2]].append(path)
            if what.kind:
                self._keys[path] = (what.kind, what.id)
                self._by_key[what.kind, what.id].add(path)

    def named_as(self, path: str) -> Named:
        """What a path says of the record in it, be there a file or not."""
        return self.named.get(path) or named(path, self._languages)

    def called(self, kind: str, id: str) -> frozenset[str]:
        """The files of a record; it may have several by mistake, or for its translations."""
        return frozenset(self._by_key.get((kind, RecordId(id)), ()))

    def namesakes(self, path: str) -> tuple[str, ...]:
        """The files of this name in any folder."""
        return tuple(self._by_name.get(path.rpartition("/")[2], ()))

    def of_kind(self, kind: str) -> Iterator[str]:
        return (path for path, key in self._keys.items() if key[0] == kind)

    def with_their_own(self, paths: Iterable[str]) -> Iterator[str]:
        """Files, with all others of the records in them: translations, and doubles."""
        for path in paths:
            yield path
            if path in self._keys:
                yield from self._by_key[self._keys[path]]

    @cached_property
    def heads(self) -> dict[str, str]:
        """The YAML of each file: all of it, or a Markdown file's front matter."""
        return {path: (head or "") for path, (head, _) in self._parts.items()}

    @cached_property
    def bodies(self) -> dict[str, str]:
        """The Markdown of each post and page that has some, below its front matter."""
        return {
            path: body
            for path, (_, body) in self._parts.items()
            if body is not None and self._keys.get(path, ("",))[0] in ("post", "page")
        }

    @cached_property
    def _parts(self) -> dict[str, tuple[str | None, str | None]]:
        return {
            path: divided(text) if path.endswith(".md") else (text, None)
            for path, text in self.texts.items()
            if text
        }

    def in_riddles(self) -> Iterator[str]:
        """Files in which a value may be written otherwise than it reads: "te\\x61"."""
        return (path for path, head in self.heads.items() if "\\" in head and '"' in head)

    def linking(self, name: str) -> Iterator[str]:
        """Files in whose text the file name `name` stands."""
        return (path for path, text in self.texts.items() if name in text)

    def referring(self, id: str) -> Iterator[str]:
        """Files in whose YAML `id` stands alone, as a reference to a record does."""
        alone = re.compile(rf"(?<![\w./-]){re.escape(id)}(?![\w./-])")
        for path, head in self.heads.items():
            if id in head and alone.search(head):
                yield path

    def saying(self, words: str) -> Iterator[str]:
        """Files in whose YAML the longest of the `words` stands."""
        pieces = re.findall(r"[^\s'\"\\]+", words)
        longest = max(pieces, key=len, default="")
        return (path for path, head in self.heads.items() if longest in head)

    def wanting(self, address: str) -> Iterator[str]:
        """Files whose page may be written to `address`, by their path or by an alias."""
        page = PurePosixPath(address)
        where = page.parent if page.name == "index.html" else page
        last = where.name or page.name
        for path, head in self._with_aliases.items():
            if last in head:
                yield path
        for language in ("", *self._languages):
            if language and where.parts[:1] != (language,):
                continue
            rest = where.relative_to(language) if language else where
            yield from self._with_stem(rest)

    def _with_stem(self, stem: PurePosixPath) -> Iterator[str]:
        for base in (str(stem), str(stem / "index"), str(stem / "README")):
            for ending in ("md", "yml", "yaml", *(f"{each}.md" for each in self._languages)):
                if f"{base}.{ending}" in self.texts:
                    yield f"{base}.{ending}"

    @cached_property
    def _with_aliases(self) -> dict[str, str]:
        return {path: unquote(head) for path, head in self.heads.items() if "aliases" in head}

    @cached_property
    def tagged(self) -> dict[str, list[str]]:
        """The files by the tags that they may have; under "" those that must be read to tell."""
        found: dict[str, list[str]] = defaultdict(list)
        for kind in ("post", "event"):
            for path in self.of_kind(kind):
                tags = tags_in(self.heads.get(path, ""))
                for tag in ("",) if tags is None else tags:
                    found[tag].append(path)
        return found
