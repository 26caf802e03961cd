"""Navabharat: a paper of Nagpur of whose site only the host is known, from a list of Hindi home pages."""

from newscrawl.publishers.rule import Listing, Publisher, Sitemap

PUBLISHER = Publisher(
    key="navabharat",
    name="नवभारत",
    name_latin="Navabharat",
    hosts=("www.enavabharat.com",),
    sources=(
        Listing("https://www.enavabharat.com/"),
        Sitemap("https://www.enavabharat.com/sitemap.xml"),
    ),
    known={"hosts": "reported 2022", "sources": "unverified"},
    notes=(
        "The sitemap's address comes from a list of 151 Hindi home pages of 2019 to 2022.",
        "That list made it from the home page's address; nobody is known to have read it.",
        "The form of its addresses is not known, so any page counts as an article until it is read.",
    ),
)
