"""An export becomes files of a community: ids, people, languages, links, and the check on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Final

from chaguan.authoring.yaml_text import Value, yaml_lines
from chaguan.check import every_problem_of
from chaguan.load import FIELDS_BY_KIND, page
from chaguan.load.community import gc_paused
from chaguan.load.naming import plain_id
from chaguan.load.words import MOST_TAGS
from chaguan.model import Problem, Severity
from chaguan.source import SourceFile, decoded, file_at

from .addresses import OldSite, relative
from .export import Export, Loss, OldEvent, OldPerson, OldText
from .pictures import Pictures
from .plain import clock_text, line, slug_of, without_mail
from .spool import Spool
from .targets import Targets
from .town import Town

ROUNDS: Final = 5
"""How often the check is asked while what it refuses is taken out."""
PAGE: Final = frozenset(each.name for each in page.FIELDS)
HAS: Final = {kind: frozenset(each.name for each in fields) for kind, fields in FIELDS_BY_KIND.items()}  # fmt: skip # noqa: E501
"""The fields that each kind of record has."""


@dataclass(slots=True)
class Written:
    """The files that an export makes."""

    texts: Spool = field(default_factory=Spool)
    """By path in the content folder."""
    keys: dict[str, str] = field(default_factory=dict)
    """By path: the key of the record in its export."""
    kinds: dict[str, str] = field(default_factory=dict)
    """By path: post, page, event or person."""
    names: dict[str, str] = field(default_factory=dict)
    """By path: what the export calls it."""
    losses: list[Loss] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    """What the check says of these files."""

    def count(self) -> Counter[str]:
        return Counter(self.kinds.values())


class Writer:
    """Gives everything in an export its file."""

    def __init__(
        self, export: Export, town: Town, pictures: Pictures, before: dict[str, str]
    ) -> None:
        """`before` are the paths that an earlier import gave, by key."""
        self._export, self._town, self._pictures = export, town, pictures
        self._before = before
        self._site = OldSite(base=export.base, new_base=town.site_url)
        self._targets = Targets(export, self._site, pictures)
        self._people: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._firsts: dict[tuple[str, str], OldText] = {}
        """Of each text in several languages, the one whose values the others take over."""
        self.written = Written(losses=export.losses)

    @property
    def table(self) -> list[tuple[str, str]]:
        """Old addresses that only a host can lead on."""
        return self._site.table

    def write(self) -> Written:
        """All files, checked together with those that are there."""
        places = self._places()
        for text, (path, _) in places:
            self._site.known((text.address, *text.further, *text.names), path, text.title)
        for text, (path, language) in places:
            self._text(text, path, language)
        for event in sorted(self._export.events, key=lambda each: clock_text(each.start)):
            self._event(event)
        self._check()
        return self.written

    def _places(self) -> list[tuple[OldText, tuple[str, str]]]:
        """Where each text goes, and in which language: originals before their translations."""
        town, default = self._town, self._town.settings.languages[0]
        found: list[tuple[OldText, tuple[str, str]]] = []
        leaders: dict[tuple[str, str], str] = {}
        spoken = {id(each): self._language(each) for each in self._export.texts}
        ordered = sorted(
            self._export.texts,
            key=lambda each: town.settings.languages.index(spoken[id(each)]),
        )
        filled: set[tuple[str, str, str]] = set()
        for text in ordered:
            language = spoken[id(text)]
            if self._is_here(text.uid, text.key, text.where):
                continue
            group = (text.kind, text.original or text.key)
            ending = "md" if language == default else f"{language}.md"
            key = f"text {text.key}"
            path = self._before.get(key)
            if path is None and group in leaders and (*group, language) not in filled:
                path = f"{leaders[group]}.{ending}"
            elif path is None:
                folder = ""
                if text.kind == "post":
                    assert text.date is not None
                    folder = f"posts/{text.date.year}/"
                wanted = text.slug or slug_of(text.title) or text.kind
                path = f"{folder}{town.free_id(text.kind, wanted)}.{ending}"
            leaders.setdefault(group, path.removesuffix(f".{ending}"))
            filled.add((*group, language))
            found.append((text, (path, language)))
        return found

    def _language(self, text: OldText) -> str:
        said = text.language or self._export.language
        language = self._town.language(said)
        if language is None:
            self._export.lose("", "language", said=said, used=self._town.settings.languages[0])
        return language or self._town.settings.languages[0]

    def _is_here(self, uid: str, key: str, where: str) -> bool:
        """Whether a record that nobody imported carries this identifier already."""
        path = self._town.uids.get(uid) if uid else None
        if path is None or self._before.get(f"text {key}") or self._before.get(f"event {key}"):
            return False
        self._export.lose(where, "here_already", path=path)
        return True

    def _text(self, text: OldText, path: str, language: str) -> None:
        has = HAS.get(text.kind) or PAGE
        is_translation = path.endswith(f".{language}.md") and (
            path.removesuffix(f".{language}.md") + ".md" in self.written.texts
        )
        image = self._targets.picture(text)
        first = self._firsts.setdefault((text.kind, text.original or text.key), text)
        values: dict[str, Value] = {"title": text.title}
        if text.kind == "post" and not is_translation and text.date is not None:
            values["date"] = clock_text(text.date)
            values["authors"] = self._ids_of(text.authors or (self._export.name,))
        if text.summary:
            values["summary"] = text.summary
        if image and (not is_translation or text.image != first.image):
            values["image"] = relative(image, path)
            if text.image_alt:
                values["image_alt"] = text.image_alt
        if text.tags and (not is_translation or text.tags != first.tags):
            values["tags"] = text.tags[:MOST_TAGS]
            if len(text.tags) > MOST_TAGS:
                self._export.lose(text.where, "tags", number=len(text.tags), most=MOST_TAGS)
        if text.updated is not None and (text.date is None or _moment(text.updated) > _moment(text.date)):  # fmt: skip # noqa: E501
            values["updated"] = clock_text(text.updated)
        if text.source and (not is_translation or text.source != first.source):
            values["source"] = dict(text.source)
        if text.is_pinned and not is_translation:
            values["pin"] = True
        address = self._address(path, language)
        if aliases := self._site.aliases((text.address, *text.further), address):
            if "aliases" in has:
                values["aliases"] = aliases
            else:
                self._site.table.extend((f"/{each}", f"/{address}") for each in aliases)
        if text.uid and "uid" in has:
            values["uid"] = text.uid
        body = self._targets.body(text, path)
        kept = {name: value for name, value in values.items() if name in has}
        head = "".join(f"{each}\n" for each, _ in yaml_lines(kept))
        self._keep(path, f"---\n{head}---\n\n{body.strip()}\n", f"text {text.key}", text.kind, text.where)  # fmt: skip # noqa: E501

    def _address(self, path: str, language: str) -> str:
        bare = path.removesuffix(".md").removesuffix(f".{language}")
        prefix = "" if language == self._town.settings.languages[0] else f"{language}/"
        return f"{prefix}{bare}/"

    def _ids_of(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._person(each) for each in names))

    def _person(self, name: str) -> str:
        """The id of somebody: who is here by that name, else a file of their own."""
        if name in self._ids:
            return self._ids[name]
        people = self._export.people
        known = next((each for each in people if each.key == name), None) or next(
            (each for each in people if each.name == name), OldPerson(key=name, name=line(name))
        )
        here = self._town.people.get(known.name.casefold())
        before = self._before.get(_key_of(known))
        if before is None and here is not None:
            self._ids[name] = here
            return here
        if known.key in self._people:
            self._ids[name] = self._people[known.key]
            return self._ids[name]
        if before is not None:
            id = before.rpartition("/")[2].removesuffix(".yml")
        else:
            is_name = known.key.isascii() and not known.key[:1].isdigit() and "@" not in known.key
            wanted = slug_of(known.key if is_name else "", known.name) or "member"
            id = self._town.free_id("person", wanted)
        values: dict[str, Value] = {"name": known.name or id}
        if known.about:
            values["bio"] = known.about
        if known.links:
            values["links"] = dict(known.links)
        text = "".join(f"{each}\n" for each, _ in yaml_lines(values))
        self._keep(f"people/{id}.yml", text, _key_of(known), "person", known.name)
        self._people[known.key] = self._ids[name] = id
        return id

    def _event(self, event: OldEvent) -> None:
        uid = str(event.values.get("uid", ""))
        if self._is_here(uid, event.key, event.where):
            return
        key = f"event {event.key}"
        path = self._before.get(key)
        if path is None:
            wanted = plain_id(event.title) or "event"
            wanted = slug_of(wanted) or f"event-{wanted}"
            if wanted.casefold() in self._town.taken["event"]:
                wanted = f"{wanted}-{clock_text(event.start)[:10]}"
            path = f"events/{event.start.year}/{self._town.free_id('event', wanted)}.yml"
        values: dict[str, Value] = {"title": event.title, "start": clock_text(event.start)}
        if event.hosts:
            values["hosts"] = self._ids_of(event.hosts)
        values |= event.values
        order = {each.name: at for at, each in enumerate(FIELDS_BY_KIND["event"])}
        kept = {name: values[name] for name in sorted(values, key=lambda each: order.get(each, 99)) if name in order}  # fmt: skip # noqa: E501
        self._keep(path, "".join(f"{each}\n" for each, _ in yaml_lines(kept)), key, "event", event.where)  # fmt: skip # noqa: E501

    def _keep(self, path: str, text: str, key: str, kind: str, name: str) -> None:
        written = self.written
        written.texts[path] = text
        written.keys[path], written.kinds[path], written.names[path] = key, kind, name

    def _check(self) -> None:
        """Take out what the check refuses, with a line for each, until nothing of it is left."""
        written = self.written
        others = [each for each in self._town.paths if each not in written.texts]
        brought = [SourceFile(path) for path in self._pictures.brought]
        for _ in range(ROUNDS):
            here = (file_at(self._town.folder, path) for path in others)
            new = (decoded(path, text.encode()) for path, text in written.texts.items())
            with gc_paused():
                found = every_problem_of(chain(here, brought, new), self._town.folder)
            ours = tuple(each for each in found if each.position.path in written.texts)
            refused = [each for each in ours if each.severity is Severity.ERROR]
            written.problems = ours
            if not refused:
                return
            for problem in refused:
                path = problem.position.path
                if path in written.texts:
                    self._export.lose(written.names[path], "refused", problem=problem)
                    for each in (written.texts, written.keys, written.kinds, written.names):
                        each.pop(path)


def _moment(clock: object) -> str:
    return clock.isoformat() if isinstance(clock, datetime) else f"{clock}T00:00:00"


def _key_of(person: OldPerson) -> str:
    """How what was imported is remembered; a login that is a mail address is in no file."""
    return f"person {person.name if without_mail(person.key)[1] else person.key}"
