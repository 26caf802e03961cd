"""`newscrawl crawl`: publishers and sites into a folder of articles."""

from pathlib import Path

import click

from newscrawl.cli.errors import CommandError
from newscrawl.cli.params import Age, Since, allow_address_option, language_option, setting_option
from newscrawl.cli.teaching import TeachingCommand


@click.command(cls=TeachingCommand, short_help="Crawl publishers or sites into a folder of articles.")
@click.argument("targets", metavar="[PUBLISHER|URL]...", nargs=-1)
@click.option("--all", "everyone", is_flag=True, help="Crawl every publisher that has a rule.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder for articles/ and rejects/.",
)
@click.option("--since", type=Since(), help="Only stories published since: 2d, 12h, 1w or 2026-01-31.")
@click.option("--max-age", type=Age(), help="Leave out stories older than this: 7d, 12h.")
@click.option(
    "--limit", type=click.IntRange(min=1), help="Articles after which no more of a site are requested."
)
@click.option("--refetch", is_flag=True, help="Fetch what is stored already, too, whether it is due or not.")
@language_option()
@click.option(
    "--respect-tdm", is_flag=True, help="Leave out pages reserved from text and data mining, or marked noai."
)
@allow_address_option()
@click.option(
    "-o",
    "--feed",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Append the articles to this file too: .jsonl, .csv or .xml.",
)
@setting_option()
def command(
    *,
    targets: tuple[str, ...],
    everyone: bool,
    output: Path,
    since: str | None,
    max_age: str | None,
    limit: int | None,
    refetch: bool,
    language: str,
    respect_tdm: bool,
    allow_addresses: tuple[str, ...],
    feed: Path | None,
    assignments: tuple[tuple[str, str], ...],
) -> int:
    """Crawl publishers or sites into a folder of articles.

    A target is the key of a publisher ('newscrawl publishers' lists them), or the URL of any Hindi news
    site. Its feeds, sitemaps and listing pages are read, and the stories they announce are fetched, one
    JSON line each in OUTPUT/articles/DAY.jsonl; whatever became no article is in OUTPUT/rejects/DAY.jsonl
    with its reason. Run again on the same OUTPUT, it fetches what is new or due, and goes on where an
    interrupted crawl ended. Without a target, the demo newsroom is crawled.

    For example:
      newscrawl crawl bbc_hindi --since 2d
      newscrawl crawl --all --since 2d --output press
      newscrawl crawl https://example.com/ --limit 50 --output news
      newscrawl crawl bbc_hindi dainik_bhaskar -o articles.csv
      newscrawl crawl http://127.0.0.1:8000/ --allow-address 127.0.0.0/8
      newscrawl crawl https://example.com/ -s DOWNLOAD_DELAY=5

    Exit codes: 0 all well, 1 finished with failures worth a look, 2 usage, 3 storage, 4 nothing fetched.
    """
    # Imported here: Scrapy takes most of a second, which `--help` shall not.
    from newscrawl.cli.crawling import (  # noqa: PLC0415
        crawl_overrides,
        every_publisher,
        report,
        run_news,
        spider_arguments,
    )

    if everyone and targets:
        raise CommandError("--all goes with no target", targets[0], todo="Leave one of the two out")
    overrides = crawl_overrides(
        output=output,
        since=since,
        max_age=max_age,
        limit=limit,
        refetch=refetch,
        language=language,
        respect_tdm=respect_tdm,
        allow_addresses=allow_addresses,
        feed=feed,
        assignments=assignments,
    )
    if not targets and not everyone:
        from newscrawl.cli.demo import crawl_demo  # noqa: PLC0415

        return crawl_demo(overrides)
    outcome = run_news(every_publisher() if everyone else spider_arguments(targets), overrides)
    report(outcome, output)
    return outcome.exit_code()
