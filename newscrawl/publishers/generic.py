"""A publisher for any site: what can be said of it before a page of it was seen."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from newscrawl.publishers.rule import Listing, Publisher, RuleError
from newscrawl.urls import clean, host, registrable_domain


def publisher_for_site(url: str) -> Publisher:
    """A rule for the site of an address, which may come without its scheme (`samachar.example`).

    Its one source is the page at the address, or the home page: feeds and sitemaps are announced there and
    in robots.txt, which the crawl reads anyway. Its key is the registrable domain. Raises ValueError when the
    text is no address of a web page.
    """
    # Without a scheme, an @ makes it a mail address.
    address = clean(url if "://" in url else "" if "@" in url else f"https://{url}")
    name = host(address)
    rule = None if address is None or name is None else _rule(address, name)
    if rule is None:
        raise ValueError(f"{url!r} is no address of a web site; write it like https://samachar.example/")
    return rule


def _rule(address: str, name: str) -> Publisher | None:
    key = (registrable_domain(name) or name).strip("[]").replace(":", "-").strip("-") or "localhost"
    listing = Listing(address if urlsplit(address).path else f"{address}/")
    try:
        return Publisher(
            key=key,
            name=name,
            name_latin=name,
            hosts=_hosts(name),
            sources=(listing,),
            known={"all": "assumed"},
        )
    except RuleError:  # a host that resolvers take and no domain has, as `_`
        return None


def _hosts(name: str) -> tuple[str, ...]:
    """The host, and its twin with or without `www.`."""
    name = name.strip("[]")
    try:
        ip_address(name)
    except ValueError:
        if "." not in name:
            return (name,)
        return (name, name.removeprefix("www.") if name.startswith("www.") else f"www.{name}")
    return (name,)
