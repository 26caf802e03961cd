"""ETV Bharat Hindi: a path of a host of many languages; addresses hold a "!" and end in the day."""

from datetime import date

from newscrawl.publishers.rule import Layout, Listing, Publisher

PUBLISHER = Publisher(
    key="etv_bharat",
    name="ईटीवी भारत",
    name_latin="ETV Bharat Hindi",
    hosts=("www.etvbharat.com",),
    path="/hi",
    sources=(Listing("https://www.etvbharat.com/hi"),),
    article_pattern=r"https?://www\.etvbharat\.com/hi/!?[a-z-]+/[a-z0-9-]+-[a-z]{3}[0-9]{11}",
    matches=(
        "https://www.etvbharat.com/hi/!state/kota-ke-bunkaron-ne-banai-khadi-ki-chhatri-rjs25080705403",
        "https://www.etvbharat.com/hi/bharat/seb-ki-nai-kism-par-shodh-hin24101203127",
    ),
    rejects=(
        "https://www.etvbharat.com/hi",
        "https://www.etvbharat.com/hi/!state",
        "https://www.etvbharat.com/en/!state/kota-weavers-make-khadi-umbrella-rjs25080705403",
        "https://www.etvbharat.com/hindi/rajasthan/city/kota/bunkar/rj20210915070612345",
    ),
    layouts=(Layout(since=date(2021, 1, 1), body=("div#newsroom-bodyText",)),),
    known={
        "hosts": "reported 2022",
        "sources": "unverified",
        "article_pattern": "reported 2022",
        "layouts": "reported 2022",
    },
    notes=(
        "The exclamation mark in a path must survive wherever an address is rewritten.",
        "An id like rjs25080705403 is state, YYMMDD and a number within the day.",
        "Old stories stood outside this path: /hindi/.../<two letters and 17 digits or more>.",
        "No feed is known; whether the listings need JavaScript is uncertain.",
        "Since when the layout is in use is not known; 2021 is assumed.",
        "The byline reads 'Published : Sep 15, 2021, 7:06 AM IST'.",
    ),
)
