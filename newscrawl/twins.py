"""Pages of one story: which address a story goes by, and which of its pages is the main one."""

import unicodedata
from urllib.parse import unquote, urlsplit

from newscrawl.items.article import Article
from newscrawl.urls import canonical_key, same_site


def trusted_canonical(article: Article) -> str | None:
    """The canonical URL where it can be the story's: on its site, and no home page.

    Themes that print the home page as every page's canonical address would make all stories one.
    """
    canonical = article.canonical_url
    if canonical is None or (article.url is not None and not same_site(canonical, article.url)):
        return None
    parts = urlsplit(canonical)
    return canonical if parts.path.strip("/") or parts.query else None


def story_key(article: Article) -> str | None:
    """The identity of the story: of its canonical address where that can be trusted, else of its URL."""
    return canonical_key(trusted_canonical(article)) or canonical_key(article.url)


def is_main_page(article: Article) -> bool:
    """Whether the page stands at its story's own address: no AMP form, short link or comment page of it."""
    if article.url is None:
        return True
    if "/comment-page-" in article.url:
        # WordPress calls such a page its own canonical address.
        return False
    address = trusted_canonical(article) or f"https://{canonical_key(article.url)}"
    return _bare(article.url) == _bare(address)


def _bare(url: str) -> str:
    """The URL as a reader would say it: without scheme, `www.`, closing slash and percent-encoding."""
    rest = url.partition("#")[0].partition("://")[2].removeprefix("www.")
    return unicodedata.normalize("NFC", unquote(rest)).rstrip("/")
