"""`geoincidents places explain`: why a name of an article is that place, another, or none."""

from typing import TYPE_CHECKING, Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.codes import FINE, SOME_SKIPPED
from geoincidents.cli.fetching import start_fetcher
from geoincidents.cli.online import print_lookups, start_online
from geoincidents.cli.places_find import Name, show_place
from geoincidents.cli.terminal import print_line, print_output, show_text
from geoincidents.errors import InputError

if TYPE_CHECKING:
    from geoincidents.tagging import Account


def explain_name(
    name: Name,
    *,
    article: Annotated[
        str,
        typer.Option("--in", metavar="FILE", help="The article; - reads standard input."),
    ],
    online: options.Online = None,
    contact: options.Contact = None,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Say of every mention of a name in an article which place it is, and why no other.

    Names left out are told with the reason: a metonym, a person, a demonym, an ordinary word.
    Exit code 3 says that the name is not in the article.
    """
    from geoincidents.gazetteer import load_gazetteer  # noqa: PLC0415 - see above
    from geoincidents.ingest import read_articles  # noqa: PLC0415 - see above
    from geoincidents.tagging import explain_mentions  # noqa: PLC0415 - --help does not wait

    asker = start_online(online, contact)
    articles = read_articles(article, fetcher=start_fetcher([article]))
    if not articles:
        reasons = "; ".join(one.reason for one in articles.skipped) or "it holds no article"
        msg = f"{article}: {reasons}"
        raise InputError(msg)
    gazetteer = load_gazetteer(progress=lambda line: print_line(show_text(line)))
    found = False
    for one in articles:
        for account in explain_mentions(name, one.text, gazetteer, online=asker):
            found = True
            _print_account(account, one.article_id)
    if not found:
        print_line(f"{show_text(name)!r} is not in {show_text(article)}")
    is_partial = print_lookups(asker.lookups) if asker else False
    raise typer.Exit(FINE if found and not is_partial else SOME_SKIPPED)


def _print_account(account: "Account", article_id: str) -> None:
    print_output(show_text(f"{article_id}:{account.start}-{account.end}: ...{account.around}..."))
    print_output(show_text(f"  {account.verdict}"))
    if account.choice is None:
        return
    for one in account.choice.considered:
        mark = "chosen, by" if one.lost_to is None else "not: lost by"
        reason = account.choice.decided if one.lost_to is None else one.lost_to
        print_output(f"  score {one.score:6.3f}  {mark} {show_text(reason)}")
        print_output(f"      {show_place(one.place)}")
