"""`newscrawl extract`: saved pages, archives and URLs to articles on standard output."""

from pathlib import Path

import click

from newscrawl.cli.params import allow_address_option, language_option
from newscrawl.cli.teaching import TeachingCommand


@click.command(
    cls=TeachingCommand, short_help="Turn saved pages, archives or URLs into articles on standard output."
)
@click.argument("inputs", metavar="FILE|URL|WARC|FOLDER|-...", nargs=-1, required=True)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Processes that extract at a time.",
)
@click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    help="Write rejects to this file as JSON lines; else they are counted on standard error.",
)
@click.option(
    "--no-profile",
    is_flag=True,
    help="Judge each page of an archive by itself, not by what its site repeats.",
)
@language_option()
@allow_address_option()
def command(
    inputs: tuple[str, ...],
    *,
    jobs: int,
    rejects: Path | None,
    no_profile: bool,
    language: str,
    allow_addresses: tuple[str, ...],
) -> int:
    """Turn saved pages, archives or URLs into articles on standard output.

    Each article is one JSON line. A FILE is a saved page (HTML, gzip or not), a WARC or a FOLDER is
    replayed as a crawl would have seen it, once what its sites repeat is learned, '-' is a page on
    standard input. URLs are fetched politely,
    after the files.

    For example:
      newscrawl extract page.html
      newscrawl extract https://example.com/story.html
      newscrawl extract site.warc.gz --jobs 4 --rejects rejects.jsonl > articles.jsonl
      newscrawl extract pages/ --language any
      curl -s https://example.com/story.html | newscrawl extract -

    Exit codes: 0 all well, 1 a page gave no article or an archive held failures, 2 usage, 3 storage,
    4 no URL could be fetched.
    """
    # Imported here: lxml and Scrapy take most of a second, which `--help` shall not.
    from newscrawl.cli.inputs import Kind, check_inputs, kind_of  # noqa: PLC0415

    check_inputs(inputs)
    from newscrawl.cli.extracting import Extraction, addresses  # noqa: PLC0415
    from newscrawl.cli.output import Results  # noqa: PLC0415

    urls = addresses(inputs)
    with Results(rejects) as results:
        extraction = Extraction(language, results, profile=not no_profile)
        for name in inputs:
            if kind_of(name) is not Kind.URL:
                extraction.read(name, jobs)
        extraction.fetch(urls, allow_addresses)
    return extraction.finish()
