"""What the sites of an archive repeat, learned from its pages before any of them is extracted for good."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from newscrawl.archive.page import ArchivedPage
from newscrawl.extraction.extract import read_page
from newscrawl.extraction.site_profile import READY, SiteProfile
from newscrawl.extraction.site_record import PageRecord, observe
from newscrawl.items.article import Article
from newscrawl.parallel import each
from newscrawl.urls import host

Profiles = dict[str, SiteProfile]
"""By host."""

_HOSTS = 256
"""Hosts whose pages are learned in one archive, each in up to 100 KB."""


def learn_sites(pages: Iterable[ArchivedPage], jobs: int = 1) -> Profiles:
    """The profiles of the hosts among `pages` that have enough stories to judge by.

    `jobs` above 1 reads pages in as many processes; the profiles are the same. Pages that a full profile
    would not keep are not read, so that an archive's length costs little. Never raises on a page.
    """
    pages = iter(pages)
    first = list(islice(pages, READY))
    if len(first) < READY:
        return {}
    profiles: Profiles = {}
    for told in each(_observe, _worth(chain(first, pages), profiles), None, jobs):
        if told is not None:
            name, record = told
            profiles[name].add(record)
    return {name: profile for name, profile in profiles.items() if profile.ready}


def _worth(pages: Iterable[ArchivedPage], profiles: Profiles) -> Iterator[ArchivedPage]:
    """The pages that may change a profile, and a profile for each of their hosts."""
    for page in pages:
        name = host(page.url)
        if name is None or (page.status is not None and not 200 <= page.status < 300):
            continue
        if name not in profiles and len(profiles) < _HOSTS:
            profiles[name] = SiteProfile(name)
        if name in profiles and profiles[name].wants(page.url):
            yield page


def _observe(page: ArchivedPage, _known: None) -> tuple[str, PageRecord] | None:
    reading = read_page(page.body, page.url, headers=page.headers)
    name = host(page.url)
    if name is None or not isinstance(reading.result, Article):
        return None
    assert reading.page is not None
    assert reading.labels is not None
    assert reading.region is not None
    record = observe(reading.page, reading.labels, reading.region, page.url)
    return None if record is None else (name, record)
