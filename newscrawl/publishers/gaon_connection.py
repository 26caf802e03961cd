"""Gaon Connection: the rural paper of Lucknow, on WordPress; it writes गाँव with the chandrabindu."""

from newscrawl.publishers.rule import Listing, Publisher

_SITE = "https://www.gaonconnection.com"

PUBLISHER = Publisher(
    key="gaon_connection",
    name="गाँव कनेक्शन",
    name_latin="Gaon Connection",
    hosts=("www.gaonconnection.com", "gaonconnection.com"),
    sources=(Listing(f"{_SITE}/"),),
    article_pattern=(
        r"https?://(?:www\.)?gaonconnection\.com/"
        r"(?!amp/|english/|videos?/|tags?/|category/|author/|photo-gallery/|wp-)"
        r"(?:[a-z0-9-]+/){1,3}(?!page/)[a-z0-9]+(?:-[a-z0-9]+){3,}/?"
    ),
    matches=(
        f"{_SITE}/kheti-kisani/muzaffarpur-litchi-shahad-madhumakkhi-palan/",
        f"{_SITE}/gaon-connection-tvvideos/barish-se-pehle-chhappar-ki-marammat-51234",
    ),
    rejects=(
        f"{_SITE}/",
        f"{_SITE}/kheti-kisani/",
        f"{_SITE}/feed",
        f"{_SITE}/videos/muzaffarpur-litchi-shahad-madhumakkhi-palan/",
        "https://en.gaonconnection.com/muzaffarpur-litchi-honey-beekeepers-story/",
    ),
    known={"hosts": "reported 2026", "sources": "unverified", "article_pattern": "unverified"},
    notes=(
        "Lists of feeds name /feed; on 2026-09-23 no public feed was found.",
        "en.gaonconnection.com is the English edition and no page host of this rule.",
        "Little is known of this site; the form of its addresses is assumed.",
    ),
)
