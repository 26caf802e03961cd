"""Press Information Bureau: government releases in ASP.NET pages; the release is named in the query alone."""

from newscrawl.publishers.rule import Feed, Publisher

PUBLISHER = Publisher(
    key="pib_hindi",
    name="पत्र सूचना कार्यालय",
    name_latin="PIB Hindi",
    hosts=("www.pib.gov.in", "pib.gov.in"),
    sources=(Feed("https://www.pib.gov.in/RssMain.aspx?ModId=6&Lang=2&Regid=3&reg=48"),),
    article_pattern=(
        r"https?://(?:www\.)?pib\.gov\.in/PressRelease(?:Page|Detail|IframePage)\.aspx"
        r"\?PRID=[0-9]{4,9}(?:&(?:reg|lang)=[0-9]{1,3}){0,2}"
    ),
    matches=(
        "https://www.pib.gov.in/PressReleasePage.aspx?PRID=2101234",
        "https://pib.gov.in/PressReleaseDetail.aspx?PRID=2101234&reg=48&lang=2",
        "https://pib.gov.in/PressReleaseIframePage.aspx?PRID=1801234",
    ),
    rejects=(
        "https://www.pib.gov.in/",
        "https://www.pib.gov.in/PressReleasePage.aspx",
        "https://www.pib.gov.in/allRel.aspx?reg=48&lang=2",
        "https://www.pib.gov.in/RssMain.aspx?ModId=6&Lang=2&Regid=3&reg=48",
    ),
    known={"hosts": "reported 2026", "sources": "reported 2026", "article_pattern": "reported 2026"},
    notes=(
        "PRID, reg and lang in a query say which page it is: none of them may be stripped.",
        "The feed holds 20 items; there is one for each region, by Regid.",
        "Lang=1 too returned Hindi titles in two tests, so the language of a release is judged by its text.",
        "Some firewalls reject a user agent with a contact URL in it; 'Name/1.2' got through.",
        "The hosts serve English and other languages at the same addresses.",
    ),
)
