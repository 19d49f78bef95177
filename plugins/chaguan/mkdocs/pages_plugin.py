"""The plugin `chaguan/pages`: a page for every record, and the pages that gather them."""

from __future__ import annotations

import copy
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, cast

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from chaguan.authoring.editor.page import ADMIN
from chaguan.render.assets import OFFLINE, TOWN
from chaguan.render.html.finish import Finish
from chaguan.render.html.page_context import Render
from chaguan.render.html.policy import policy as own_policy
from chaguan.render.html.redirects import redirect_pages
from chaguan.render.html.themes import nearest_words
from chaguan.render.pages.missing import ways_on
from chaguan.render.pages.navigation import Tab, tabs
from chaguan.render.pages.offline import WORKER
from chaguan.render.pages.offline_jobs import (
    ending_worker,
    is_of_the_shell,
    manifests,
    worker_job,
)
from chaguan.render.search.jobs import SearchJobs, is_looked_for
from chaguan.render.standalone import standalone_jobs
from chaguan.render.theme_settings import named_in

from .admin import add_editor, repository_of, write_editor
from .builder import builder_of
from .config import PagesConfig
from .content_files import ContentFiles, PartialFiles
from .content_page import ContentPage
from .environment import prepare
from .files import add_generated
from .log import log, told
from .navigation import name_in_navigation, navigation_of
from .page_files import add_pages
from .page_jobs import NOT_FOUND, EnginePages, dress, is_taken_over, not_found
from .theme import (
    add_assets,
    add_templates,
    join_style,
    leave_out,
    prepare_theme,
    site_policy,
)

if TYPE_CHECKING:
    from mkdocs.utils.templates import TemplateContext

    from chaguan.render.images.social_cards import SocialCards


class PagesPlugin(BasePlugin[PagesConfig]):
    """Adds the pages, and tells each template what to show."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._builder = builder_of(config, "chaguan/pages")
        if self._builder.is_resting:
            return config
        self._is_guest = self._builder.site.is_guest
        add_templates(config, is_guest=self._is_guest)
        if not self._is_guest:
            prepare_theme(config, self._builder.site)
        elif self.config.offline:
            log.info("`offline` is for whole sites: in this one nothing is kept by browsers.")
        self._cards = None
        if self._builder.features.draws_cards:
            from chaguan.render.images.social_cards import SocialCards  # few sites have them

            self._cards = SocialCards(self._builder, self._builder.content.pictures)
        if self._builder.features.keeps_offline and OFFLINE not in config.extra_javascript:
            config.extra_javascript.append(OFFLINE)
        self._navigations: dict[str, Navigation] = {}
        self._own: dict[str, tuple[Tab[Any], ...]] = {}
        self._configs: dict[str, MkDocsConfig] = {}
        return config

    @event_priority(50)
    def _add_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages made of records."""
        if not self._builder.is_resting and not isinstance(files, PartialFiles):
            add_pages(files, self._builder.site, self._builder.features, config)
        return files

    @event_priority(-150)
    def _add_others(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the style sheet, the scripts, and what stands at old addresses."""
        if self._builder.is_resting:
            return files
        add_assets(files, config, self._builder.content)
        self._finish = Finish("")
        if not self._is_guest:
            self._add_frame(files, config)
        taken = self._builder.adopted(files).taken()
        add_generated(files, config, redirect_pages(self._builder.site, taken))
        self._editor = None
        if self.config.admin:
            login = self.config.admin_login
            with told(PluginError):
                self._editor = add_editor(files, self._builder.site, config, login)
        if self._cards is not None:
            self._add_cards(self._cards, files, config)
        return files

    on_files = CombinedEvent(_add_pages, _add_others)

    def _add_frame(self, files: Files, config: MkDocsConfig) -> None:
        """What stands around every page of a site that is all ours."""
        leave_out(files, config)
        self._finish = join_style(files, config)
        builder = self._builder
        if not builder.features.keeps_offline:
            add_generated(files, config, [(WORKER.file, ending_worker())])
            return
        add_generated(files, config, manifests(builder, config.extra["cg_papers"][0]))
        wanted = {self._finish.style, *map(str, config.extra_javascript)}
        shell = [file for file in files if is_of_the_shell(file.dest_uri, wanted)]
        builder.finish(
            lambda made: [
                worker_job(builder, {file.dest_uri: file.content_bytes for file in shell}, made)
            ]
        )

    def _add_cards(self, cards: SocialCards, files: Files, config: MkDocsConfig) -> None:
        """Draw every card that was not drawn before; a file that somebody put there stays."""
        if words := cards.choose(self._builder.adopted(files).taken()):
            log.info("%s", words)
        self._builder.sources["card"] = cards.face
        add_generated(files, config, cards.drawn(self._builder.content.store))

    def _nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Each language has its own; one written in `mkdocs.yml` serves the default language."""
        if self._is_guest:
            return nav
        site, pages = self._builder.site, self._builder.adopted(files).navigable_pages()
        for language in site.languages:
            self._navigations[language] = navigation_of(language, pages, site)
        if config.nav is not None:
            self._navigations[site.languages[0]] = nav
        self._leave_pages(files)
        return self._navigations[site.languages[0]]

    @event_priority(-150)
    def _nav_of_others(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """That of a site of others stays as it is, for our pages too."""
        if self._is_guest and not self._builder.is_resting:
            name_in_navigation(config.nav, files)
            pages = self._builder.adopted(files).navigable_pages()
            for language in self._builder.site.languages:
                self._own[language] = tuple(tabs(language, pages, self._builder.site))
                self._navigations[language] = nav
            self._leave_pages(files)
        return nav

    on_nav = CombinedEvent(_nav, _nav_of_others)

    def _leave_pages(self, files: Files) -> None:
        """Keep our pages from the engine, where they are made here."""
        if self._builder.makes_pages() and isinstance(files, ContentFiles):
            files.is_ours_apart = True

    def on_page_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Choose the template, and whether a table of contents is worth its room.

        The search of a site of others is told what our pages show besides their texts.
        """
        if not isinstance(page, ContentPage):
            return None
        dress(page, config, is_guest=self._is_guest)
        if not self._is_guest:
            return None
        if not is_looked_for(page.spec.output):
            page.meta["search"] = {"exclude": True}
        return f"{html}{SearchJobs(self._builder).words_beside(page)}"

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Prepare the templates, and have made what is made of them."""
        if self._builder.is_resting:
            return env
        prepare(env, is_guest=self._is_guest)
        policy = own_policy()  # of what stands by itself
        if not self._is_guest:
            policy = site_policy(env, config, is_preview=self._is_preview)
            self._finish = replace(self._finish, policy=policy)
        icon = str(config.theme.get("favicon") or "")
        colours = TOWN if TOWN in config.extra_css else ""
        if isinstance(files, ContentFiles) and files.is_ours_apart:
            self._make_pages(env, config)
        if self._builder.site.site_url:
            self._add_jobs(env, policy, icon, colours)
        if self._editor is not None:
            write_editor(self._editor, env, self._builder.site, config)
        return env

    def _make_pages(self, env: jinja2.Environment, config: MkDocsConfig) -> None:
        """Have our pages made."""
        builder = self._builder
        builder.add_pages(
            lambda pages: EnginePages(
                env, config, self._finish, self._navigations, builder, self._shown
            ).of(pages)
        )
        if not self._is_guest and is_taken_over(config):
            config.theme.static_templates.discard(NOT_FOUND)
            shown = partial(self._of_what_is_missing, config)
            builder.add(lambda wanted: [not_found(env, config, self._finish, shown)])

    def _add_jobs(self, env: jinja2.Environment, policy: str, icon: str, colours: str) -> None:
        """Have what leads back by full addresses made: posters, copies, and lists for frames."""
        builder, features = self._builder, self._builder.features

        def by(template: str) -> Render:
            return lambda **given: env.get_template(template).render(**given)

        builder.add(
            lambda wanted: standalone_jobs(
                builder, features, by, wanted, policy=policy, icon=icon, colours=colours
            )
        )

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The page for what is not there speaks every language of the community."""
        if template_name == NOT_FOUND and not self._is_guest:
            context.update(cast("TemplateContext", self._of_what_is_missing(config)))
        return context

    def _of_what_is_missing(self, config: MkDocsConfig) -> dict[str, Any]:
        language = self._builder.site.languages[0]
        ways = ways_on(self._builder, self._builder.features)
        return {**self._told_in(language, config), **ways}

    def _told_in(self, language: str, config: MkDocsConfig) -> dict[str, Any]:
        """What every page of a language is given."""
        return {
            "t": self._builder.contexts[language].words,
            "nav": self._navigations[language],
            "config": self._config_in(language, config),
            "chrome_language": nearest_words(language, config.theme.dirs),
            "page_language": language,
        }

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """What the page shows, in its language."""
        if not isinstance(page, ContentPage):
            return context
        context.update(cast("TemplateContext", self._shown(page, config)))
        return context

    def _shown(self, page: ContentPage, config: MkDocsConfig) -> dict[str, Any]:
        # no view is imported where no page is made
        from chaguan.render.page_views import contents
        from chaguan.render.pages.frames import Project

        page.content = page.body.html
        builder, language = self._builder, page.language
        editor = ADMIN.url if builder.features.has_editor else ""
        repository = repository_of(config, builder.site.base)
        project = Project(repository, config.repo_url or "", editor)
        own = self._own[language] if self._is_guest else None
        return {
            **self._told_in(language, config),
            **contents(page, builder, builder.features, project, self._cards, own),
        }

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """A page of a site of others stays as it is."""
        is_ours = isinstance(page, ContentPage) or not self._is_guest
        return self._finish.of(output) if is_ours else output

    @event_priority(-100)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        is_page = template_name.endswith(".html") and not self._is_guest
        return self._finish.of(output_content) if is_page else output_content

    def _config_in(self, language: str, config: MkDocsConfig) -> MkDocsConfig:
        """The site's configuration with its name and the theme's labels in a language."""
        if language not in self._configs:
            site, features = self._builder.site, self._builder.features
            named = self._configs[language] = copy.copy(config)
            named.update(
                named_in(language, config.theme, config.theme.dirs, config.extra, site, features)
            )
        return self._configs[language]
