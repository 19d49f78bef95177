"""What comes of a WordPress: every trap that its exports are known for."""

import re
import zipfile

import pytest


def body_of(town, id: str = "story-1") -> str:
    return town.read(f"posts/2019/{id}.md").split("---\n", 2)[2].strip()


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_and_scheme_of_the_namespace_is_read(town, version, scheme, wxr, item):
    town.write("a.xml", wxr(item(1), version=version, scheme=scheme))
    done = town.take_in("a.xml")

    assert done.exit_code == 0, done.output
    assert town.files() == ["community.yml", "people/mei.yml", "posts/2019/story-1.md"]


def test_identity_date_author_and_address_come_along(town, wxr, item):
    town.write("a.xml", wxr(item(1)))
    town.take_in("a.xml")

    head = town.read("posts/2019/story-1.md")
    assert "date: 2019-03-02 09:00\n" in head
    assert "authors: [mei]\n" in head
    assert 'aliases: ["2019/03/story-1/"]' in head
    assert 'uid: "https://old.example.org/?p=1"' in head
    assert town.read("people/mei.yml") == 'name: "林梅"\n'


def test_bare_line_ends_are_paragraphs_and_lines(town, wxr, item):
    town.write("a.xml", wxr(item(1, "one\ntwo\n\nthree\n\n<blockquote>q</blockquote>\nfour")))
    town.take_in("a.xml")

    assert body_of(town) == "one  \ntwo\n\nthree\n\n> q\n\nfour"


def test_blocks_are_what_is_in_them(town, wxr, item):
    body = (
        "<!-- wp:paragraph --><p>One</p><!-- /wp:paragraph -->\n"
        '<!-- wp:list {"ordered":true} --><ol><li>a</li><li>b</li></ol><!-- /wp:list -->\n'
        '<!-- wp:embed {"url":"https:\\/\\/vimeo.com\\/1","type":"video"} --><figure>'
        "https://vimeo.com/1</figure><!-- /wp:embed -->\n<!-- wp:latest-posts /-->"
    )
    town.write("a.xml", wxr(item(1, body)))
    done = town.take_in("a.xml")

    assert body_of(town) == "One\n\n1. a\n2. b\n\nhttps://vimeo.com/1"
    assert "latest-posts" in done.output


def test_captions_galleries_and_pages_of_a_story(town, wxr, item, png):
    picture = item(9, type="attachment", status="inherit", inner=(
        "<wp:attachment_url>https://old.example.org/wp-content/uploads/2019/03/pier.png"
        "</wp:attachment_url>"))  # fmt: skip
    body = (
        '[caption id="x" width="3"]<a href="https://x.example/"><img src="https://old.example.org/'
        'wp-content/uploads/2019/03/pier-300x200.png" alt="the pier" /></a> At dusk[/caption]\n'
        '<!--more-->\nrest\n<!--nextpage-->\n[gallery ids="9"]\n[contact-form-7 id="4"] [sic]'
    )
    town.write("uploads/2019/03/pier.png", png)
    town.write("a.xml", wxr(item(1, body), picture))
    done = town.take_in("a.xml", "--pictures", str(town.root / "uploads"))

    text = body_of(town)
    assert "[![the pier](../../images/pier.png)](https://x.example/)" in text
    assert "*At dusk*" in text
    assert "\n\n<!-- more -->\n\nrest" in text
    assert text.count("../../images/pier.png") == 2
    assert "nextpage" not in text
    assert "contact-form" not in text
    assert r"\[sic\]" in text
    assert "its 2 pages are one now" in done.output
    assert "a shortcode is gone: contact-form-7" in done.output
    assert "0 errors" not in done.output or done.exit_code == 0


def test_the_head_picture_is_the_thumbnail(town, wxr, item, png):
    picture = item(9, type="attachment", status="inherit", inner=(
        "<wp:attachment_url>https://old.example.org/wp-content/uploads/pier.png"
        "</wp:attachment_url>"))  # fmt: skip
    meta = (
        "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value>"
        "</wp:postmeta>"
    )
    town.write("up/pier.png", png)
    town.write("a.xml", wxr(item(1, inner=meta), picture))
    town.take_in("a.xml", "--pictures", str(town.root / "up"))

    assert 'image: "../../images/pier.png"' in town.read("posts/2019/story-1.md")
    assert (town.content / "images/pier.png").read_bytes() == png


@pytest.mark.parametrize(
    "said", [{"status": "draft"}, {"status": "private"}, {"status": "future"},
             {"password": "x"}, {"status": "trash"}, {"type": "nav_menu_item"},
             {"type": "revision"}, {"type": "product"}],
)  # fmt: skip
def test_what_is_not_public_stays_out(town, said, wxr, item):
    town.write("a.xml", wxr(item(1), item(2, "SECRETWORDS", **said)))
    done = town.take_in("a.xml")

    assert done.exit_code == 0, done.output
    assert town.files() == ["community.yml", "people/mei.yml", "posts/2019/story-1.md"]
    assert "SECRETWORDS" not in done.output


def test_no_mail_and_no_ip_of_anybody_comes_out(town, wxr, item):
    comment = (
        "<wp:comment><wp:comment_author>Guest</wp:comment_author>"
        "<wp:comment_author_email>guest@example.net</wp:comment_author_email>"
        "<wp:comment_author_IP>192.0.2.7</wp:comment_author_IP>"
        "<wp:comment_content>spoken</wp:comment_content></wp:comment>"
    )
    town.write("a.xml", wxr(item(1, inner=comment)))
    done = town.take_in("a.xml")

    everything = done.output + "".join(
        path.read_text()
        for path in town.root.rglob("*")
        if path.is_file() and path.suffix != ".xml"
    )
    for secret in ("guest@example.net", "mei@example.net", "192.0.2.7", "spoken"):
        assert secret not in everything
    assert "comments stay behind (1)" in done.output


def test_links_between_posts_lead_to_files_and_numbers_into_the_hosts_table(town, wxr, item):
    body = (
        '<a href="https://old.example.org/?p=2">a</a> <a href="http://www.old.example.org/2019/03/'
        'story-3/#top">b</a> <a href="/2019/03/story-3">c</a> <a href="https://else.example/">d</a>'
        " <code>https://old.example.org/?p=2</code>"
    )
    town.write("a.xml", wxr(item(1, body), item(2, link="https://old.example.org/?p=2"), item(3)))
    town.take_in("a.xml")

    assert body_of(town) == (
        "[a](story-2.md) [b](story-3.md#top) [c](story-3.md) "
        "[d](https://else.example/) `https://old.example.org/?p=2`"
    )
    table = next(town.root.glob("moved/*/_redirects")).read_text()
    assert "/  p=2  /posts/2019/story-2/  301\n" in table
    assert "/feed/  /rss.xml  301\n" in table


def test_an_identifier_that_is_given_twice_is_kept_once(town, wxr, item):
    twice = "https://old.example.org/?p=1"
    town.write("a.xml", wxr(item(1), item(2, guid=twice)))
    done = town.take_in("a.xml")

    texts = [town.read(f"posts/2019/story-{n}.md") for n in (1, 2)]
    assert sum(f'uid: "{twice}"' in each for each in texts) == 1
    assert "is another one's, too" in done.output


def test_a_page_keeps_its_address(town, wxr, item):
    about = item(
        3, type="page", link="https://old.example.org/about/team/", name="team", title="Us"
    )
    town.write("a.xml", wxr(item(1), about))
    town.take_in("a.xml")

    assert "about/team.md" in town.files()


def test_a_chinese_slug_becomes_one_that_can_be_typed(town, wxr, item):
    town.write("a.xml", wxr(item(1, name="%e6%98%a5%e8%8c%b6", title="春茶")))
    town.take_in("a.xml")

    assert "posts/2019/chun-cha.md" in town.files()


def test_characters_that_xml_cannot_hold_are_passed_over(town, wxr, item):
    town.write("a.xml", wxr(item(1, "a\x08b")).encode())
    done = town.take_in("a.xml")

    assert done.exit_code == 0, done.output
    assert body_of(town) == "ab"


def test_a_packed_export_is_opened(town, wxr, item):
    with zipfile.ZipFile(town.root / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("site.wordpress.2026.000.xml", wxr(item(1)))
    done = town.take_in("a.zip")

    assert done.exit_code == 0, done.output
    assert "posts/2019/story-1.md" in town.files()


def test_a_title_of_entities_is_read_and_none_is_made_of_the_first_words(town, wxr, item):
    town.write(
        "a.xml",
        wxr(item(1, title="Tea &amp;amp; &#8220;Rain&#8221;"), item(2, "Just a note.", title="")),
    )
    town.take_in("a.xml")

    assert 'title: "Tea & “Rain”"' in town.read("posts/2019/story-1.md")
    assert 'title: "Just a note."' in town.read("posts/2019/story-2.md")


def test_no_file_is_overwritten(town, wxr, item):
    town.write(
        "content/posts/2019/story-1.md",
        "---\ntitle: Mine\ndate: 2019-01-01\nauthors: [mei]\n---\n\nx\n",
    )
    town.write("content/people/mei.yml", "name: Another Mei\n")
    town.write("a.xml", wxr(item(1)))
    town.take_in("a.xml")

    assert "title: Mine" in town.read("posts/2019/story-1.md")
    assert town.read("people/mei.yml") == "name: Another Mei\n"
    assert "authors: [mei-2]" in town.read("posts/2019/story-1-2.md")


def test_whoever_is_here_by_that_name_is_the_author(town, wxr, item):
    town.write("content/people/lin-mei.yml", "name: {zh-Hant: 林梅, en: Lin Mei}\n")
    town.write("a.xml", wxr(item(1)))
    town.take_in("a.xml")

    assert "authors: [lin-mei]" in town.read("posts/2019/story-1.md")
    assert not re.search("mei.yml", " ".join(town.files()).replace("lin-mei.yml", ""))


def test_a_page_of_a_blog_in_a_folder_is_named_from_that_folder(town, wxr, item):
    about = item(
        3, type="page", link="https://old.example.org/blog/about/team/", name="team", title="Us"
    )
    export = wxr(item(1), about).replace(
        "https://old.example.org<", "https://old.example.org/blog<"
    )
    assert "/blog<" in export
    town.write("a.xml", export)
    town.take_in("a.xml")

    assert "about/team.md" in town.files()


def test_a_bare_address_keeps_its_letters(town, wxr, item):
    town.write(
        "a.xml", wxr(item(1, "snake_case https://x.example/a_b*c and <b>www.x.example/d_e</b>"))
    )
    town.take_in("a.xml")

    assert body_of(town) == r"snake\_case https://x.example/a_b*c and **www.x.example/d_e**"


def test_what_did_something_on_the_old_site_is_named_when_it_goes(town, wxr, item):
    body = (
        '<form action="/s"><input></form><script>x()</script><img src="data:image/png;base64,AA">'
        '[youtube=http://www.youtube.com/watch?v=a_b-c&amp;w=400][gallery ids="77"]'
    )
    town.write("a.xml", wxr(item(1, body)))
    done = town.take_in("a.xml")

    assert body_of(town) == "http://www.youtube.com/watch?v=a_b-c"
    for said in ("<form>", "<script>", "written into the text are gone (1)", "picture (77)"):
        assert said in done.output, said


def test_an_old_address_is_led_on_once(town, wxr, item):
    """A server does not start with a table that has one twice."""
    again = item(2).replace("<guid isPermaLink=\"false\">https://old.example.org/?p=2<", "<guid>https://old.example.org/?p=1<")  # fmt: skip
    town.write("a.xml", wxr(item(1), again))
    done = town.take_in("a.xml")

    (table,) = (town.root / "moved").glob("*/nginx.conf")
    assert table.read_text().count('"/?p=1"') == 1
    assert "its identifier is another one's, too" in done.output


def test_a_login_that_is_a_mail_address_is_in_no_file(town, wxr, item):
    text = wxr(item(1)).replace("<wp:author_login>mei<", "<wp:author_login>mei@mail.example<")
    town.write("a.xml", text.replace("<dc:creator>mei<", "<dc:creator>mei@mail.example<"))
    town.take_in("a.xml")
    again = town.take_in("a.xml")

    written = [each for each in town.root.rglob("*") if each.is_file() and each.name != "a.xml"]
    assert [each.name for each in written if b"mail.example" in each.read_bytes()] == []
    assert "Nothing new" in again.output
