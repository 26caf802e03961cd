"""What class, id, role and test attributes say of an element: a role, or nothing.

Names are evidence, never proof: the labeller ignores a hint on an element that holds the story itself.
The vocabulary is the common one of news themes and content systems, in English as they are everywhere.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from newscrawl.extraction.page import Label
from newscrawl.hindi.remembered import Remembered, remembered

# Order matters: the first group that matches names the role.
_ROLES: Final[tuple[tuple[str, str], ...]] = (
    ("cookie_notice", r"cookie|consent|gdpr|onetrust|didomi|usercentrics"),
    (
        "ad",
        (
            r"(?:^|[\s_-])(?:ads?|advt?|adv?box|dfp|gpt|adslot|adunit|adspot|adzone)(?=$|[\s_\d-])|advert|adsbygoogle|"
            r"google[_-]?ads?|ad[_-]?(?:container|wrapper|slot|unit|label|block|placeholder)|outbrain|taboola|sponsor|"
            r"mgid|colombia|promoted|werbung|publicidad|publicite|reklam|annonce"
        ),
    ),
    (
        "comment",
        (
            r"comment-?_?(?:list|body|content|text|item|thread|section|s-area|author|meta)|comments|kommentar|disqus|"
            r"commentlist|livefyre|viafoura|coral-|(?:^|\s)comment(?=$|\s)|hyvor|spotim|openweb"
        ),
    ),
    (
        "comment_form",
        r"comment-?_?(?:form|respond|reply)|(?:^|\s)respond(?=$|\s)|reply-title|leave-?a?-?reply",
    ),
    (
        "newsletter",
        r"newsletter|news-letter|mailchimp|sign-?up|signup|subscribe|subscription-|mc4wp|email-?capture|mailing",
    ),
    (
        "paywall_notice",
        (
            r"paywall-?_?(?:box|offer|message|notice|overlay|teaser|wall|prompt|barrier)|regwall|offer-?box|piano|"
            r"paid-?barrier|(?:^|[\s_-])upsell|plus-?teaser"
        ),
    ),
    ("breadcrumb", r"bre?a?d-?_?cr?um|crumbs|rootline"),
    (
        "author_bio",
        (
            r"author-?_?(?:bio|box|info|desc|about|card|profile|details|block|widget|page)|about-?_?(?:the-?)?author|"
            r"(?:^|[\s_-])bio(?=$|[\s_-])|biograph|abh_box|saboxplugin|contributor-?bio|post-author"
        ),
    ),
    (
        "follow",
        (
            r"follow-?_?(?:us|btn|button|box|me)|social-?_?follow|(?:^|[\s_-])follow(?=$|[\s_-])|join-?_?(?:us|whatsapp|telegram)|"
            r"whatsapp-?_?(?:channel|group|join|box)|telegram-?_?(?:channel|group|join|box)|google-?news"
        ),
    ),
    (
        "share",
        (
            r"(?:^|[\s_-])(?:share|sharing|shares|sharebar|socials?)(?=$|[\s_-])|share-?_?(?:bar|box|button|icon|tool|link|this|block|list)|"
            r"social-?_?(?:share|icon|link|media|bar|button|box|list|nav|buttons)|sharedaddy|jp-relatedposts|addtoany|a2a_|addthis|"
            r"sharethis|sociable|heateor|ssba|post-sharing|sd-block|sharing"
        ),
    ),
    (
        "app_promo",
        r"app-?_?(?:promo|banner|download|install|store|link)|download-?_?app|smart-?banner|play-?store",
    ),
    (
        "also_read",
        (
            r"also-?_?read|read-?_?(?:also|more|next|this)|see-?_?also|more-?_?(?:on|from|stories|news|about|articles)|"
            r"inline-?_?(?:related|story|stories|link|article|promo)|lire-?aussi|lees-?ook|leia-?|"
            r"article-?_?link-?_?(?:box|list)|must-?read|next-?(?:article|post|story)|prev(?:ious)?-?(?:article|post|story)|"
            r"post-?_?navigation|nav-links|post-nav|nav-previous|nav-next|pagination|pager(?=$|[\s_-])|page-?numbers"
        ),
    ),
    (
        "related",
        (
            r"related|recommend|recirc|teaser|trending|most-?_?(?:read|popular|viewed|recent)|popular|latest-?_?(?:news|stories|posts)|"
            r"recent-?_?(?:posts|news)|top-?_?(?:stories|news)|more-?_?stories|you-?_?may|up-?_?next|suggest|readnext|"
            r"story-?_?list|news-?_?list|card-?_?list|(?:^|[\s_-])carousel|promo(?=$|[\s_-])|promobox|ranking|rankings|crp_|yarpp|"
            r"similar-?(?:posts|news|articles|stories)|further-?reading|zergnet|onward|latest(?=$|[\s_-])"
        ),
    ),
    (
        "tags",
        (
            r"(?:^|[\s_-])(?:tags?|tag-?list|tagcloud|keywords?|topics?|tags-?links|post-?tags|article-?tags)(?=$|[\s_-])|tag-?_?(?:list|cloud|links|container)|"
            r"cat-?links|tags-links|topic-?(?:list|tags|links)"
        ),
    ),
    ("poll", r"(?:^|[\s_-])(?:poll|quiz|survey|vote)(?=$|[\s_-])"),
    (
        "caption",
        (
            r"caption|(?:^|[\s_-])(?:credit|credits|photo-?credit|copyright|image-?credit|legend|legende|bildunterschrift)(?=$|[\s_-])|"
            r"image-?_?(?:desc|info|source|text|meta)|photo-?_?(?:desc|info|source|by|details)|media-?_?(?:info|meta|desc)"
        ),
    ),
    ("disclaimer", r"disclaimer|disclosure|legal-?note|correction-?policy"),
    (
        "widget",
        (
            r"widget|(?:^|[\s_-])(?:sidebar|aside|rail|right-?col|rightcol|player|video-?player|audio-?player|jwplayer|toolbar|tools|popup|modal|"
            r"overlay|tooltip|toast|dropdown|skip-?link|ticker|weather|stock|market|search|login|listen|speech|tts|print|font-?size|"
            r"text-?size|bookmark|save|rating|feedback|toc|table-?of-?contents|ez-toc|instagram|twitter|tweet|facebook|embed|"
            r"telegram|tiktok|oembed|fact-?box|factbox|infobox|info-?box|box-?out|boxout|read-?time|reading-?time|"
            r"story-?nav|sticky|banner|calendar|timer|game|crossword|horoscope-?nav)(?=$|[\s_-])|"
            r"side-?_?(?:bar|rail)|sidebar|audio-?_?(?:player|article)|text-?to-?speech|readspeaker|inpage-?|"
            r"twitter-tweet|instagram-media|fb-post|tiktok-embed|podcast-?(?:box|player|widget)"
        ),
    ),
    (
        "navigation",
        (
            r"(?:^|[\s_-])(?:nav|navi|navigation|navbar|menu|submenu|footer|site-?footer|masthead|site-?header|topbar|top-?bar|"
            r"mega-?menu|header-?(?:nav|menu|top)|page-?header|global-?header|main-?nav|hamburger|quick-?links|colophon|off-?canvas|mobile-?menu)(?=$|[\s_-])|navbar|"
            r"contentinfo|(?:^|[\s_-])menu-?item"
        ),
    ),
)
_HEAD: Final = (
    (
        "byline",
        (
            r"by-?_?line|(?:^|[\s_-])(?:author|authors|writer|reporter|posted|posted-?on|published|publish|pub-?date|post-?date|entry-?date|"
            r"date|datetime|timestamp|time-?stamp|updated|update|dateline|entry-?meta|post-?meta|article-?meta|meta|meta-?info|story-?meta|"
            r"article-?info|article-?author|author-?name|entry-?author|vcard)(?=$|[\s_-])|post-?_?(?:meta|info|date|by-?author)|"
            r"article-?_?(?:meta|date|author|info|byline|time)|author-?_?(?:name|line|date|meta)|date-?_?(?:time|line|info)|"
            r"td-module-meta|publish-?_?(?:date|time|info)|time-?_?(?:stamp|info)"
        ),
    ),
    (
        "counter",
        r"(?:^|[\s_-])(?:views?|view-?count|views-?count|post-?views|counter|likes?|hits|comments?-?count|share-?count)(?=$|[\s_-])|pageview",
    ),
    (
        "subtitle",
        (
            r"sub-?_?(?:title|head|heading|headline|deck)|stand-?_?first|synopsis|excerpt|(?:^|[\s_-])(?:dek|deck|lead-?text|intro|kicker-?text|strapline|"
            r"strap|summary|chapo|entradilla|vorspann|ingress|tagline|article-?summary|short-?desc)(?=$|[\s_-])|article-?_?(?:lead|summary|deck|intro|subtitle)"
        ),
    ),
    (
        "kicker",
        r"kicker|(?:^|[\s_-])(?:overline|eyebrow|section-?name|category|cat|label|rubric|dachzeile|pretitle|entry-?crumbs)(?=$|[\s_-])",
    ),
)
_MARK: Final = r"(?:^|[\s_-])"
_BODY: Final = re.compile(
    r"article[-_]{0,2}(?:body|content|text|copy|main|detail|paragraph)|"
    r"story[-_]{0,2}(?:body|content|text|detail|copy|article|element)|"
    r"entry[-_]{0,2}content|post[-_]{0,2}(?:content|body|text|entry)|body-?_?(?:content|copy|text)|content-?_?(?:body|text|article)|"
    r"main-?_?(?:content|article|text)|news-?_?(?:content|body|detail|text|article)|text-?_?(?:body|content|block|paragraph)|"
    r"rich-?_?text|td-post-content|articletext|wysiwyg|prose|paragraph|single-?content|the-?content|full-?_?(?:text|story)|"
    r"itemfulltext|article(?=$|\s)"
)


class _Names:
    """What words name, by the first of some patterns that matches."""

    def __init__(self, roles: Sequence[tuple[str, str]]) -> None:
        self._roles = tuple(role for role, _ in roles)
        self._pattern = re.compile("|".join(f"(?P<r{i}>{pattern})" for i, (_, pattern) in enumerate(roles)))
        self._any = re.compile(by_first_letter(pattern for _, pattern in roles))

    def label(self, word: str) -> Label:
        """The label of one word of some hints, white space before it included."""
        somewhere = self._any.search(word)
        if somewhere is None or _MADE_UP.fullmatch(word):
            return NOTHING
        found = self._pattern.match(word, somewhere.start())
        assert found is not None
        assert found.lastgroup is not None
        return Label(self._roles[int(found.lastgroup[1:])], f"class {found.group().strip(' -_')}")


def by_first_letter(patterns: Iterable[str]) -> str:
    """A pattern that matches where one of `patterns` does, found in a quarter of the time.

    At each letter of a name, a search tries every alternative there is; here, those with that letter.
    """
    after_mark: list[str] = []
    others: list[str] = []
    lettered: dict[str, list[str]] = {}
    for alternative in _alternatives("|".join(patterns)):
        if alternative.startswith(_MARK):
            after_mark.append(alternative.removeprefix(_MARK))
        elif alternative[0].isalpha() and alternative[1:2] not in {"?", "*", "+", "{"}:
            lettered.setdefault(alternative[0], []).append(alternative[1:])
        else:
            others.append(alternative)
    marked = [f"{_MARK}(?:{'|'.join(after_mark)})"] if after_mark else []
    letters = [f"{letter}(?:{'|'.join(rest)})" for letter, rest in lettered.items()]
    return "|".join([*marked, *others, *letters])


def _alternatives(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern whose brackets hold no bracket as a character."""
    depth = start = 0
    for at, char in enumerate(pattern):
        depth += (char in "([") - (char in ")]")
        if char == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


# Elements whose tag alone says that they are not the story.
TAG_LABELS: Final = {
    tag: Label(role, f"<{tag}>")
    for tag, role in {
        "nav": "navigation",
        "footer": "navigation",
        "aside": "widget",
        "figcaption": "caption",
        "caption": "caption",
        "button": "widget",
        "dialog": "widget",
        "menu": "navigation",
        "address": "byline",
        "amp-sidebar": "navigation",
        "form": "widget",
    }.items()
}


# Class names that a build makes up: `css-ad88d6` names no advertisement.
_MADE_UP: Final = re.compile(r"\s?(?:css|sc|jsx|jss|emotion|svelte)-(?=[a-z]*\d)[0-9a-z]{4,12}")


NOTHING: Final = Label("", "")
"""What names say that say nothing."""


def _away_label(hints: str) -> Label:
    return _first_label(_AWAY_WORDS, hints)


AWAY_LABELS: Final = Remembered(_away_label, 32_768)
"""The label of something beside the story, by the hints that name it, with the words that say so."""
away_label: Final = AWAY_LABELS.__getitem__
"""The same as a function."""


@remembered(32_768)
def head_label(hints: str) -> Label:
    """The label of a part of the story's head (byline, counter, kicker), where `hints` name it."""
    return _first_label(_NEAR_WORDS, hints)


def _first_label(labels: Mapping[str, Label], hints: str) -> Label:
    """The label of the first word that has one.

    Sites make new names of the same words, and a search in a name costs more than all else that is done with
    it. No pattern reaches over white space, but some begin with it: it stands before each word but the first.
    """
    before = " " if hints[:1].isspace() else ""
    for word in hints.split():
        label = labels[before + word]
        if label is not NOTHING:
            return label
        before = " "
    return NOTHING


_AWAY_WORDS: Final = Remembered(_Names(_ROLES).label, 32_768)
_NEAR_WORDS: Final = Remembered(_Names(_HEAD).label, 32_768)


@remembered(32_768)
def names_body(hints: str) -> bool:
    """True when `hints` use a word that content systems give to the story's container."""
    return bool(_BODY.search(hints))
