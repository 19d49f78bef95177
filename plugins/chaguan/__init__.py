"""Chaguan 茶館: a folder of text files becomes a community's website, feeds and calendars.

`source` reads files, `load` makes records of them, and `model` says what records are.
`check` says what is wrong with them, in the words of `locales`.
`site` knows what there is, where and for whom; `markdown` reads texts.
`render` makes the bytes of each output: a room for pages, one for feeds, one for calendars…
`build` does jobs, remembers what each asked, and does again only what would come out otherwise.
`authoring`, `forge`, `diff` and `importing` are what commands do; `cli` is what people type.
`mkdocs` tells the engine. Imports go up this page, never down; docs/house.md says more.
"""

__version__ = "0.2.0.dev0"
