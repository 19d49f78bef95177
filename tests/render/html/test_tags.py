"""What sanitising leaves is read tag by tag as a whole parser would read it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from chaguan.render.html.sanitize import sanitized
from chaguan.render.html.tags import attributes, tokens

WRITTEN = (
    "茶 &amp; <b>water</b> &lt;not a tag&gt; &copy; a &amp;amp; b &#39;",
    '<a href="x.html?a=1&amp;b=2" title=\'who "said" it > that\'>words</a>',
    '<img src="a.png" alt="1 < 2 > 0"><br/><hr>',
    "<ol start=3 reversed><li>one<li>two</ol>",
    "a < b and c > d <3 <!-- a comment with <p> in it --> after",
    '<p class="one  two" id=here>unquoted</p><P>capitals</P>',
    "<pre><code>if a &lt; b:\n    <span class='k'>pass</span></code></pre>",
    "<details open><summary>more</summary>text</details>",
    "<script>alert('<p>')</script><style>p > b {}</style>gone",
)


class Parser(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append(("<", tag, attrs))

    def handle_endtag(self, tag):
        self.found.append(("/", tag, []))

    def handle_data(self, data):
        self.found.append(("", data, []))


@pytest.mark.parametrize("written", WRITTEN)
def test_a_sanitised_text_is_read_as_a_parser_reads_it(written):
    html = sanitized(written)
    parser = Parser()
    parser.feed(html)
    parser.close()

    assert [(mark, said, attributes(values)) for mark, said, values in tokens(html)] == parser.found


@pytest.mark.parametrize(
    "written", ["<br/>", "<p a b='' c=d E=\"f\" />x", "a < b", "<!-- <p> -->y"]
)
def test_what_we_write_ourselves_is_read_alike(written):
    parser = Parser()
    parser.feed(written)
    parser.close()

    assert [(mark, said, attributes(values)) for mark, said, values in tokens(written)] == (
        parser.found
    )


def test_words_in_a_script_of_a_host_are_no_words_of_the_text():
    said = [said for mark, said, _ in tokens("a<script>'<p>b</p>'</script>c") if not mark]

    assert said == ["a", "c"]
