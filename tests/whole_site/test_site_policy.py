"""Every HTML file of a site says what a browser may do with it, before anything else."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

POLICY = re.compile(
    r'<head[^>]*>\s*(?:<meta charset="utf-8">)?<meta http-equiv="Content-Security-Policy" '
    r'content="(default-src \'none\';[^"]*)"><meta name="referrer" content="same-origin">'
)
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def policies(site) -> dict[str, str | None]:
    """What each HTML file says."""
    files = {path: text.decode() for path, text in site.files.items() if path.endswith(".html")}
    found = {path: POLICY.search(text) for path, text in files.items()}
    return {path: match and match[1] for path, match in found.items()}


def of_the_theme(site) -> dict[str, str | None]:
    """The same without pages that no other changes into: they have a policy of their own."""
    alone = re.compile(r"(^|/)copy/index\.html$|^embed/")
    return {path: said for path, said in policies(site).items() if not alone.search(path)}


def test_every_html_file_has_a_policy(demonstration):
    assert [path for path, said in policies(demonstration).items() if said is None] == []


def test_pages_share_one_policy(demonstration):
    """A page may change into the next without loading, and keeps its first policy."""
    said = {text for text in of_the_theme(demonstration).values() if text and "script-src" in text}

    assert len(said) == 1


def test_the_policy_names_every_inline_script_of_the_theme_and_no_other(demonstration):
    theirs = of_the_theme(demonstration)
    (said,) = {each for each in theirs.values() if each and "script-src" in each}

    written = {
        script
        for path, text in demonstration.files.items()
        if path in theirs
        for script in INLINE.findall(text.decode())
    }
    named = set(re.findall(r"'(sha256-[^']*)'", said.partition("style-src")[0]))
    assert named == {hashed(script) for script in written}


def test_a_script_of_the_site_s_own_templates_runs_and_one_of_a_page_does_not(town):
    place = town(
        """
        about.md
        | # About
        | <script>fromAPage()</script>
        """
    )
    settings = place.folder / "mkdocs.yml"
    named = "name: material\n  custom_dir: overrides"
    settings.write_text(settings.read_text().replace("name: material", named))
    (place.folder / "overrides").mkdir()
    (place.folder / "overrides" / "main.html").write_text(
        '{% extends "base.html" %}{% block scripts %}<script>ours()</script>{% endblock %}'
    )

    said = policies(place.built())["about/index.html"]

    assert hashed("ours()") in said
    assert hashed("fromAPage()") not in said


def test_only_a_trusted_page_reads_files_of_the_machine(town):
    place = town(
        """
        about.md
        | # About
        |
        | --8<-- "secret.txt"
        trusted.md
        | # Trusted
        |
        | --8<-- "secret.txt"
        """
    )
    (place.folder / "secret.txt").write_text("what the machine keeps\n")
    settings = place.folder / "mkdocs.yml"
    snippets = f"- pymdownx.snippets: {{base_path: [{place.folder}]}}"
    trusting = settings.read_text().replace("- chaguan\n", "- chaguan: {trusted: [trusted.md]}\n")
    settings.write_text(trusting.replace("- footnotes", snippets))

    site = place.built()

    assert "what the machine keeps" in site.text("trusted/")
    assert "what the machine keeps" not in site.text("about/")
    assert "secret.txt" in site.text("about/")


def hashed(script: str) -> str:
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"
