"""What comes of Jekyll, Hugo, Material's blog and a plain folder."""

import pytest


def test_jekylls_liquid_is_markdown(town, png):
    town.write("old/_config.yml", "title: Quay\nurl: https://quay.example.org\nbaseurl: /notes\n")
    town.write("old/img/a.png", png)
    town.write(
        "old/_posts/2016-03-28-first-tide.md",
        "---\ntitle: 'First: tide'\nauthor: mei\ncategories: harbour walks\ntags: [tide]\n---\n"
        "See [next]({% post_url 2016-04-02-second %}), [gone]({% post_url 2016-01-01-gone %}) and "
        "![x]({{ site.baseurl }}/img/a.png) and ![y]({{ '/img/a.png' | relative_url }}).\n\n"
        "{% highlight ruby %}\nputs 1 # [a](b)\n{% endhighlight %}\n"
        "{% raw %}{{ kept }}{% endraw %} {% include ad.html %}\n",
    )
    town.write(
        "old/_posts/2016-04-02-second.md",
        "---\ntitle: Second\ndate: 2016-04-02 21:00:00 +0900\npermalink: /old/second.html\n"
        "redirect_from: [/s2/]\n---\nText<!--more-->rest\n",
    )
    town.write("old/_data/authors.yml", "mei:\n  name: 林梅\n  email: mei@example.net\n")
    town.write("old/_drafts/never.md", "---\ntitle: Never\n---\nx\n")
    done = town.take_in("old")

    assert done.exit_code == 0, done.output
    first = town.read("posts/2016/first-tide.md")
    assert "date: 2016-03-28\nauthors: [mei]\n" in first
    assert "tags: [harbour, walks, tide]" in first
    assert "See [next](second.md), gone and ![x](../../images/a.png) and ![y]" in first
    assert "```ruby\nputs 1 # [a](b)\n```" in first
    assert "{{ kept }}" in first
    assert 'uid: "https://quay.example.org/notes/harbour/walks/2016/03/28/first-tide"' in first
    second = town.read("posts/2016/second.md")
    assert "date: 2016-04-02 20:00" in second
    assert 'aliases: ["old/second.html", "s2/"]' in second
    assert "Text\n\n<!-- more -->\n\nrest" in second
    assert town.read("people/mei.yml") == 'name: "林梅"\n'
    assert "never" not in " ".join(town.files())
    assert "{% include ad.html %}" in done.output


@pytest.mark.parametrize(
    ("permalink", "alias"),
    [
        ("", "2016/03/28/first.html"),
        ("permalink: pretty", "2016/03/28/first/"),
        ("permalink: /:year/:title/", "2016/first/"),
        ("permalink: ordinal", "2016/088/first.html"),
        ("permalink: none", "first.html"),
    ],
)
def test_jekylls_addresses_are_aliases(town, permalink, alias):
    town.write("old/_config.yml", f"title: Quay\n{permalink}\n")
    town.write("old/_posts/2016-03-28-first.md", "---\ntitle: First\n---\nx\n")
    town.take_in("old")

    assert f'aliases: ["{alias}"]' in town.read("posts/2016/first.md")


def test_the_old_folder_on_the_same_host_is_part_of_the_alias(town):
    town.write("mkdocs.yml", "site_url: https://quay.example.org/\n")
    town.write("old/_config.yml", "url: https://quay.example.org\nbaseurl: /notes\n")
    town.write("old/_posts/2016-03-28-first.md", "---\ntitle: First\n---\nx\n")
    town.take_in("old")

    assert 'aliases: ["notes/2016/03/28/first.html"]' in town.read("posts/2016/first.md")


def test_hugos_bundles_shortcodes_and_languages(town, png):
    town.write(
        "old/hugo.toml",
        "baseURL = 'https://h.example.org/'\ndefaultContentLanguage = 'zh-hant'\n"
        "[languages.zh-hant]\n[languages.en]\n",
    )
    town.write(
        "old/content/posts/rain/index.md",
        '+++\ntitle = "雨"\ndate = 2020-05-01T08:00:00+08:00\ntags = ["雨天"]\n'
        'aliases = ["/old/rain/"]\nauthor = "林梅"\n+++\n{{< figure src="a.png" title="雨" >}}\n\n'
        '見 [茶]({{< ref "tea.md" >}}) 與 [沒有]({{< relref "none.md" >}})。{{% youtube abcdefghijk %}}\n'
        '{{< highlight go "linenos=table" >}}\nx := 1\n{{< /highlight >}}\n'
        "{{</* kept */>}} {{< chart 3 >}}\n",
    )
    town.write("old/content/posts/rain/a.png", png)
    town.write("old/content/posts/rain/index.en.md", '+++\ntitle = "Rain"\n+++\nRain.\n')
    town.write(
        "old/content/posts/tea.md",
        "---\nTitle: 茶\ndate: 2020-06-01\nlastmod: 2020-07-01\ndraft: false\ncategories: [茶]\n---\n熱。\n",
    )
    town.write("old/content/posts/_index.md", "---\ntitle: Posts\n---\n")
    town.write("old/content/about.md", '{"title": "About", "date": "2020-01-01"}\n\nUs.\n')
    town.write("old/content/posts/no.md", "---\ntitle: No\ndate: 2020-01-01\ndraft: true\n---\nx\n")
    done = town.take_in("old")

    assert done.exit_code == 0, done.output
    rain = town.read("posts/2020/rain.md")
    assert "date: 2020-05-01 08:00\n" in rain
    assert "![雨](../../images/a.png)" in rain
    assert "見 [茶](tea.md) 與 沒有。https://www.youtube.com/watch?v=abcdefghijk" in rain
    assert "```go\nx := 1\n```" in rain
    assert "{{< kept >}}" in rain
    assert 'aliases: ["posts/rain/", "old/rain/"]' in rain
    assert 'uid: "https://h.example.org/posts/rain/"' in rain
    assert 'title: "Rain"' in town.read("posts/2020/rain.en.md")
    assert 'uid: "https://h.example.org/en/posts/rain/"' in town.read("posts/2020/rain.en.md")
    assert "updated: 2020-07-01" in town.read("posts/2020/tea.md")
    assert 'title: "About"' in town.read("about.md")
    assert "a shortcode is gone: chart" in done.output
    assert not any("no.md" in each for each in town.files())


def test_hugos_languages_by_folder_are_translations(town):
    town.write(
        "old/config.yaml",
        "baseURL: https://h.example.org/\ndefaultContentLanguage: en\nlanguages:\n"
        "  en: {contentDir: content/english}\n  zh-tw: {contentDir: content/chinese}\n"
        "permalinks: {posts: '/:year/:month/:slug/'}\n",
    )
    head = "---\ntitle: {0}\ndate: 2021-02-03\n---\n{0}.\n"
    town.write("old/content/english/posts/tea.md", head.format("Tea"))
    town.write("old/content/chinese/posts/tea.md", head.format("茶"))
    done = town.take_in("old")

    assert done.exit_code == 0, done.output
    assert 'title: "茶"' in town.read("posts/2021/tea.md")
    english = town.read("posts/2021/tea.en.md")
    assert 'title: "Tea"' in english
    assert 'aliases: ["2021/02/tea/"]' in english


def test_materials_blog_keeps_its_addresses_made_of_titles(town):
    town.write(
        "old/mkdocs.yml",
        "site_name: B\nsite_url: https://b.example.org/\ntheme: {name: material}\n"
        "plugins:\n  - blog:\n      post_url_format: '{date}/{slug}'\n",
    )
    town.write(
        "old/docs/blog/.authors.yml",
        "authors:\n  mei:\n    name: Lin Mei\n    description: host\n    avatar: https://b/m.png\n",
    )
    town.write("old/docs/blog/posts/.meta.yml", "categories: [All]\n")
    town.write(
        "old/docs/blog/posts/one.md",
        "---\ndate:\n  created: 2023-01-31\n  updated: 2023-02-02\nauthors: [mei]\n"
        "categories: [Harbour]\npin: true\nlinks:\n  - index.md\n---\n# One day!\n\nIntro\n\n"
        "<!-- more -->\n\n!!! note\n    rest, [two](deep/three.md)\n",
    )
    town.write("old/docs/blog/posts/two.md", "---\ndate: 2023-03-01\ndraft: true\n---\n# Two\n")
    town.write(
        "old/docs/blog/posts/deep/three.md",
        "---\ndate: 2023-04-01\n---\n# 三天\n\n[one](../one.md)\n",
    )
    done = town.take_in("old")

    assert done.exit_code == 0, done.output
    one = town.read("posts/2023/one.md")
    assert "date: 2023-01-31\n" in one
    assert "updated: 2023-02-02\n" in one
    assert "pin: true\n" in one
    assert 'tags: ["All", "Harbour"]' in one
    assert 'aliases: ["blog/2023/01/31/one-day/"]' in one
    assert "Intro\n\n<!-- more -->\n\n!!! note\n    rest, [two](three.md)" in one
    assert "# One day" not in one
    assert "[one](one.md)" in town.read("posts/2023/three.md")
    assert "blog/2023/04/01/三天/" in town.read("posts/2023/three.md")
    assert "bio: host" in town.read("people/mei.yml")
    assert "links beside the text are gone" in done.output


def test_a_plain_folder_is_stories_where_it_is_dated_and_pages_where_not(town):
    town.write("notes/2024-05-06-walk.md", "# A walk\n\nWe walked. See [us](about.md).\n")
    town.write("notes/about.md", "---\ntitle: About us\n---\n\nWe are.\n")
    done = town.take_in("notes")

    assert done.exit_code == 0, done.output
    assert town.read("posts/2024/walk.md").endswith("We walked. See [us](../../about.md).\n")
    assert "We are." in town.read("about.md")


def test_front_matter_that_cannot_be_read_is_named_and_the_rest_comes(town):
    town.write("old/_config.yml", "title: Quay\n")
    town.write("old/_posts/2016-03-28-bad.md", "---\ntitle: a: b: c\n\t x\n---\nx\n")
    town.write("old/_posts/2016-03-28-good.md", "---\ntitle: Good\n---\nx\n")
    done = town.take_in("old")

    assert done.exit_code == 0, done.output
    assert "2016-03-28-bad.md: not taken: it cannot be read" in done.output
    assert "posts/2016/good.md" in town.files()


def test_what_the_check_would_refuse_is_left_out_with_a_line(town):
    town.write("old/_config.yml", "title: Quay\n")
    bad = "---\ntitle: Bad\nauthor: Mei\n---\n[x](https://bank.example@evil.example/)\n"
    town.write("old/_posts/2016-03-28-bad.md", bad)
    town.write("old/_posts/2016-03-28-good.md", "---\ntitle: Good\n---\nx\n")
    done = town.take_in("old")

    assert done.exit_code == 0, done.output
    assert "errors 0" in done.output
    assert "posts/2016/bad.md" in town.files() or "not taken: LK106" in done.output


def test_kramdowns_marks_are_no_words(town):
    town.write("old/_config.yml", "title: Old\nurl: https://old.example.org\n")
    town.write(
        "old/_posts/2020-01-02-tea.md",
        "---\ntitle: Tea\n---\n* TOC\n{:toc}\n\nHot{: .x } tea. {::nomarkdown}<b>x</b>{:/}\n",
    )
    town.take_in("old")

    written = town.read(next(each for each in town.files() if each.startswith("posts/")))
    assert "TOC" not in written
    assert "{:" not in written


def test_hugos_slug_is_else_the_title(town):
    town.write(
        "old/hugo.toml",
        "baseURL = 'https://old.example.org/'\n[permalinks]\nposts = '/:year/:slug/'\n",
    )
    town.write(
        "old/content/posts/one.md", "+++\ntitle = 'Spring tea'\ndate = 2020-01-02\n+++\nHot.\n"
    )
    town.take_in("old")

    assert 'uid: "https://old.example.org/2020/spring-tea/"' in town.read("posts/2020/one.md")


def test_a_link_of_materials_blog_to_a_page_beside_it_leads_to_where_it_was(town):
    town.write(
        "old/mkdocs.yml", "site_name: Old\nsite_url: https://old.example.org/\nplugins: [blog]\n"
    )
    town.write("old/docs/index.md", "# Home\n")
    town.write("old/docs/guide/ropes.md", "# Ropes\n")
    links = "[home](../../index.md) [ropes](../../guide/ropes.md#knots)"
    town.write("old/docs/blog/posts/one.md", f"---\ndate: 2024-02-03\n---\n# One\n\n{links}\n")
    town.take_in("old")

    written = town.read("posts/2024/one.md")
    assert "[home](https://old.example.org/)" in written
    assert "[ropes](https://old.example.org/guide/ropes/#knots)" in written


HUGO = 'baseURL = "https://quay.example.org/"\ntitle = "Quay"\n'
WALK = "---\ntitle: The Walk\ndate: 2020-01-02\n---\nWalk words\n"


def test_hugos_references_outside_of_links_lead_on(town):
    town.write("old/hugo.toml", HUGO)
    town.write("old/content/posts/walk.md", WALK)
    town.write(
        "old/content/posts/tide.md",
        '+++\ntitle = "Tide"\ndate = 2020-02-03\ndescription = \'See {{< ref "walk.md" >}}\'\n+++\n'
        'Bare {{< ref "walk.md" >}}, {{% relref "/posts/walk" %}}.\n\n'
        '<a href={{< ref "walk.md" >}}>one</a> <a href="{{< relref "walk.md" >}}">two</a>\n\n'
        'Lost {{< ref "gone.md" >}} and `{{< ref "walk.md" >}}`.\n\n'
        '[r]: {{< ref "walk.md" >}}\n[s]: {{< ref "never.md" >}}\n\n[^1]: Word\n',
    )
    done = town.take_in("old")

    text = town.read("posts/2020/tide.md")
    assert "Bare [The Walk](walk.md), [The Walk](walk.md)." in text
    assert '<a href="walk.md">one</a> <a href="walk.md">two</a>' in text
    assert "Lost gone.md and `walk.md`." in text
    assert "[r]: walk.md\n[s]: #\n\n[^1]: Word" in text
    assert 'summary: "See walk.md"' in text
    for line, seen in ((4, "{{< ref"), (10, "gone.md"), (10, "walk.md"), (13, "[s]: ref:never.md")):
        assert f"tide.md:{line}: a link to something that is not in the export became words: {seen}" in done.output  # fmt: skip
    assert "ref:" not in text


def test_hugo_keeps_to_itself_what_is_over_or_hidden(town):
    town.write(
        "old/hugo.toml",
        HUGO + "[taxonomies]\nseason = 'seasons'\n[languages.zh-tw]\n[languages.en]\n",
    )
    town.write("old/content/posts/walk.md", WALK)
    town.write("old/content/posts/over.md", WALK.replace("date", "expiryDate: 2021-01-01\ndate"))
    town.write("old/content/posts/part.md", WALK.replace("date", "_build: {render: never}\ndate"))
    town.write("old/content/posts/note.org", "* x\n")
    town.write(
        "old/content/posts/a.zh-tw.md",
        "---\ntitle: 甲\ndate: 2020-05-06\nseasons: [春]\n---\n# 甲\n\n字\n",
    )
    town.write("old/content/posts/a.en.md", "---\ntitle: A\ntags: [tea]\n---\nA\n")
    done = town.take_in("old")

    for said in ("public (expired)", "public (headless)", ".org is no Markdown"):
        assert said in done.output, said
    first = town.read("posts/2020/a.md")
    assert 'tags: ["春"]' in first
    assert first.endswith("---\n\n字\n")
    second = town.read("posts/2020/a.en.md")
    assert "tags: [tea]" in second


def test_jekylls_pages_collections_and_defaults_come_along(town):
    town.write(
        "old/_config.yml",
        "title: Quay\ncollections:\n  cakes: {output: true, permalink: /c/:name/}\n  notes: {}\n"
        "defaults:\n  - {scope: {path: '', type: posts}, values: {author: bo}}\n",
    )
    town.write("old/_posts/2016-03-28-first.md", "---\ntitle: First\n---\nSee {% post_url 2016-04-02-next %}.\n")  # fmt: skip
    town.write(
        "old/_posts/2016-04-02-next.md", "---\ntitle: Next\n---\n{% link _cakes/plum.md %}\n"
    )
    town.write("old/_posts/2016-04-03-old.textile", "x\n")
    town.write("old/about/index.md", "---\ntitle: About\n---\n[plum]({% link _cakes/plum.md %})\n")
    town.write("old/_cakes/plum.md", "---\ntitle: Plum\n---\nCake\n")
    town.write("old/_notes/n.md", "---\ntitle: N\n---\nx\n")
    town.write("old/README.md", "# No page\n")
    town.write("old/tags/index.html", "---\ntitle: Tags\n---\n{% for t in site.tags %}{{ t }}{% endfor %}\n")  # fmt: skip
    done = town.take_in("old")

    found = ["about.md", "plum.md", "posts/2016/first.md", "posts/2016/next.md"]
    assert [each for each in town.files() if each.endswith(".md")] == found
    assert "authors: [bo]" in town.read("posts/2016/first.md")
    assert "See [Next](next.md)." in town.read("posts/2016/first.md")
    assert "[plum](plum.md)" in town.read("about.md")
    assert 'aliases: ["c/plum/"]' in town.read("plum.md")
    assert ".textile is no Markdown" in done.output
    assert "tags/index.html: not taken: the page of a section" in done.output


def test_materials_address_by_file_and_what_stands_beside_the_blog(town):
    town.write(
        "old/mkdocs.yml",
        "site_name: Quay\nsite_url: https://q.example.org/\nplugins:\n  - blog:\n"
        "      post_url_format: '{date}/{file}'\n",
    )
    town.write("old/docs/guide/a.md", "# Guide\n")
    town.write(
        "old/docs/blog/posts/tide.md",
        "---\ndate: 2024-05-06\n---\n# A tide\n\nSee [it](../../pics/).[^1]\n\n"
        '--8<-- "abbr.md"\n\n[^1]: Note\n',
    )
    done = town.take_in("old")

    text = town.read("posts/2024/tide.md")
    assert 'aliases: ["blog/2024/05/06/tide/"]' in text
    assert "[it](https://q.example.org/pics/)" in text
    assert "[^1]: Note" in text
    assert "8<" not in text
    assert "abbr.md" in done.output
    assert "beside the blog are not taken (1)" in done.output


def test_a_folders_other_formats_drafts_and_spoken_dates(town):
    town.write("old/a.md", "---\ntitle: A\npubDate: Jul 08 2022\n---\nx\n")
    town.write("old/b.markdown", "---\ntitle: B\ndate: 03/04/2022\n---\nx\n")
    town.write("old/c.mdx", "x\n")
    town.write("old/_drafts/d.md", "# D\n")
    done = town.take_in("old")

    assert "date: 2022-07-08" in town.read("posts/2022/a.md")
    assert [each for each in town.files() if each.endswith(".md")] == ["b.md", "posts/2022/a.md"]
    for said in (".mdx is no Markdown", "its date '03/04/2022' cannot be read", "public (draft)"):
        assert said in done.output, said


def test_hugos_configuration_may_be_several_files(town):
    town.write("old/config/_default/hugo.toml", HUGO + 'defaultContentLanguage = "en"\n')
    town.write("old/config/_default/languages.toml", "[en]\nweight = 1\n[zh-tw]\nweight = 2\n")
    town.write("old/config/_default/permalinks.yaml", "posts: /:year/:slug/\n")
    town.write("old/content/posts/walk.md", WALK)
    town.write("old/content/posts/walk.zh-tw.md", "---\ntitle: 散步\n---\n字\n")
    town.take_in("old")

    assert {"posts/2020/walk.md", "posts/2020/walk.en.md"} <= set(town.files())
    assert 'aliases: ["2020/the-walk/"]' in town.read("posts/2020/walk.en.md")
