"""`chaguan comment`: the small answer of a check becomes the comment on its pull request."""

from __future__ import annotations

from pathlib import Path

import click

from chaguan.authoring.terminal import stop
from chaguan.forge.pull_request import LARGEST, UnbelievableAnswerError, believed
from chaguan.forge.reply import pull_request_reply


@click.command()
@click.argument("answer", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--report", required=True, metavar="URL", help="Where the whole report stands.")
@click.option("--title", default="", metavar="FILE", help="A file with the pull request's title.")
@click.option("--first", is_flag=True, help="It is the person's first one.")
def comment(answer: Path, report: str, title: str, first: bool) -> None:
    """Write the comment for a check's ANSWER, a JSON file that is not believed.

    Exit status: 0 here it is, 2 the file is no answer.
    """
    try:
        with answer.open("rb") as file:
            found = believed(file.read(LARGEST + 1))
        said = Path(title).read_text("utf-8", "replace") if title else ""
    except (OSError, UnbelievableAnswerError) as failure:
        stop(str(failure))
    words = pull_request_reply(found.findings, found.more, report, said, is_first=first)
    click.echo(words, nl=False)
