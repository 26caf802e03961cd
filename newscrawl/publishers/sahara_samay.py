"""Sahara Samay: samaylive.com; sections end in -in-hindi, pages print two times to the second."""

from newscrawl.publishers.rule import Publisher, Sitemap

PUBLISHER = Publisher(
    key="sahara_samay",
    name="सहारा समय",
    name_latin="Sahara Samay",
    hosts=("www.samaylive.com", "samaylive.com"),
    sources=(Sitemap("https://www.samaylive.com/sitemap.xml"),),
    article_pattern=(
        r"https?://(?:www\.)?samaylive\.com/[a-z]+(?:-[a-z]+)*-in-hindi/[0-9]{3,8}/[a-z0-9-]+\.html"
    ),
    matches=(
        "https://www.samaylive.com/regional-news-in-hindi/412345/malihabad-ke-aam-train-se-bheje-gaye.html",
        "https://www.samaylive.com/nation-news-in-hindi/98765/dak-ghar-ki-nayi-seva.html",
    ),
    rejects=(
        "https://www.samaylive.com/",
        "https://www.samaylive.com/regional-news-in-hindi.html",
        "https://www.samaylive.com/sitemap.xml",
        "https://www.samaylive.com/videos/412346/malihabad-ke-bagh.html",
    ),
    known={
        "hosts": "reported 2022",
        "sources": "unverified",
        "article_pattern": "reported 2022",
    },
    notes=(
        "The sitemap was known over http; that https answers too is assumed.",
        "Nothing newer than 2022 is known of this site.",
        "Dates are printed as '03 Jun 2020 02:48:31 AM IST' and again after 'Last Updated : '.",
    ),
)
