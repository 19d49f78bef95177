"""`chaguan digest`: a week as one text, to send around."""

from __future__ import annotations

import email
import socketserver
import threading
from email.message import EmailMessage
from email.policy import default
from smtplib import SMTP

import nh3
import pytest
from click.testing import CliRunner
from lxml import html

from chaguan.cli.main import main
from chaguan.render.html.inline.elements import TAGS

TOWN = {
    "mkdocs.yml": "site_name: T\nsite_url: https://town.example.org/we\n",
    "content/community.yml": "name: {en: The Town, zh-Hant: 小鎮}\ntimezone: Asia/Taipei\n"
    "languages: [en, zh-Hant]\nuid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n",
    "content/people/mei.yml": "name: Mei\njoined: 2026-11-17\n",
    "content/posts/rain.md": "---\ntitle: '[Rain](x) <b>& *tea*</b>'\ndate: 2026-11-18\n"
    "authors: [mei]\n---\nIt.\n",
    "content/events/tea.yml": "title: {en: Tea, zh-Hant: 茶}\nstart: 2026-11-24 19:00\n"
    "location: {name: The shed}\n",
}


@pytest.fixture
def digest(tmp_path, monkeypatch):
    for path, text in TOWN.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*words: str):
        return CliRunner().invoke(main, ["digest", "--now", "2026-11-25", "--lang", "en", *words])

    return run


def test_it_is_plain_words_of_the_last_week(digest):
    assert digest().output == (
        "The week of November 16, 2026 – November 22, 2026\n\n"
        "New stories\n\n"
        "• [Rain](x) <b>& *tea*</b> (https://town.example.org/we/posts/rain/)\nMei\n\n"
        "New here\n\n"
        "• Mei (https://town.example.org/we/people/mei/)\n\n"
        "On next\n\n"
        "• Tea (https://town.example.org/we/events/tea/)\nTue, Nov 24 19:00 · The shed\n"
    )


def test_markdown_shows_titles_as_they_are_written(digest):
    title = "\\[Rain\\](x) \\<b\\>& \\*tea\\*\\</b\\>"

    assert f"- [{title}](<https://town.example.org/we/posts/rain/>): Mei\n" in (
        digest("--format", "md").output
    )


def test_another_week_and_language(digest):
    said = digest("--week", "2026-W46", "--lang", "zh-Hant").output

    assert said == "2026年11月9日 – 2026年11月15日 這一週\n\n那一週沒有新鮮事。\n"


@pytest.mark.parametrize(
    ("week", "why"), [("2026-W54", "no week"), ("soon", "no week"), ("2026-W48", "not over")]
)
def test_a_week_that_is_none_or_not_over_is_refused(digest, week, why):
    result = digest("--week", week)

    assert result.exit_code == 2
    assert why in result.output


LETTERS: list[bytes] = []


class _Post(socketserver.StreamRequestHandler):
    """Takes letters as an SMTP server does (RFC 5321), and keeps them."""

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline():
            word = line.split()[0].upper()
            if word == b"DATA":
                self._say("354 go on")
                letter = b""
                while (line := self.rfile.readline()) != b".\r\n":
                    letter += line[1:] if line.startswith(b"..") else line
                LETTERS.append(letter)
            self._say("221 bye" if word == b"QUIT" else "250 well")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.mark.browser
def test_a_mail_of_it_reads_as_html_and_as_text(digest, browser):
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@t.example", "b@t.example", "The week"
    letter.set_content(digest("--format", "text").output)
    letter.add_alternative(digest("--format", "html").output, subtype="html")
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Post) as server:
        LETTERS.clear()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with SMTP("127.0.0.1", server.server_address[1]) as post:
            post.send_message(letter)
        server.shutdown()
    (sent,) = (email.message_from_bytes(each, policy=default) for each in LETTERS)
    body = sent.get_body(("html",)).get_content()

    assert "On next" in sent.get_body(("plain",)).get_content()
    kept = nh3.clean(body.partition("<body>")[2], tags=set(TAGS), attributes={"a": {"href"}},
                     link_rel=None)  # fmt: skip
    assert [each.text for each in html.fromstring(f"<div>{kept}</div>").iter("h1", "h2")] == [
        "The week of November 16, 2026 – November 22, 2026", "New stories", "New here", "On next",
    ]  # fmt: skip
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 700})
    page = context.new_page()
    page.set_content(body)
    assert page.get_by_role("link", name="Tea", exact=True).get_attribute("href") == (
        "https://town.example.org/we/events/tea/"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
