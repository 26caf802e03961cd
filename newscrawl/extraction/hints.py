"""What class, id, role and test attributes say of an element: a role, or nothing.

Names are evidence, never proof: the labeller ignores a hint on an element that holds the story itself.
The vocabulary is the common one of news themes and content systems, in English as they are everywhere.
"""

import re
from collections.abc import Sequence
from typing import Final

from newscrawl.extraction.page import Label
from newscrawl.hindi.remembered import Remembered, remembered

# Order matters: the first group that matches names the role.
_ROLES: tuple[tuple[str, str], ...] = (
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
_HEAD = (
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
_BODY = re.compile(
    r"article[-_]{0,2}(?:body|content|text|copy|main|detail|paragraph)|"
    r"story[-_]{0,2}(?:body|content|text|detail|copy|article|element)|"
    r"entry[-_]{0,2}content|post[-_]{0,2}(?:content|body|text|entry)|body-?_?(?:content|copy|text)|content-?_?(?:body|text|article)|"
    r"main-?_?(?:content|article|text)|news-?_?(?:content|body|detail|text|article)|text-?_?(?:body|content|block|paragraph)|"
    r"rich-?_?text|td-post-content|articletext|wysiwyg|prose|paragraph|single-?content|the-?content|full-?_?(?:text|story)|"
    r"itemfulltext|article(?=$|\s)"
)
_AWAY = re.compile("|".join(f"(?P<r{i}>{pattern})" for i, (_, pattern) in enumerate(_ROLES)))
_AWAY_NAMES = tuple(name for name, _ in _ROLES)
_NEAR = re.compile("|".join(f"(?P<r{i}>{pattern})" for i, (_, pattern) in enumerate(_HEAD)))
_NEAR_NAMES = tuple(name for name, _ in _HEAD)

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
_MADE_UP = re.compile(r"(?<!\S)(?:css|sc|jsx|jss|emotion|svelte)-(?=[a-z]*\d)[0-9a-z]{4,12}(?!\S)")


NOTHING: Final = Label("", "")
"""What names say that say nothing."""


def _away_label(hints: str) -> Label:
    return _named(_AWAY, _AWAY_NAMES, hints)


AWAY_LABELS: Final = Remembered(_away_label, 32_768)
"""The label of something beside the story, by the hints that name it, with the words that say so."""
away_label: Final = AWAY_LABELS.__getitem__
"""The same as a function."""


@remembered(32_768)
def head_label(hints: str) -> Label:
    """The label of a part of the story's head (byline, counter, kicker), where `hints` name it."""
    return _named(_NEAR, _NEAR_NAMES, hints)


def _named(pattern: re.Pattern[str], names: Sequence[str], hints: str) -> Label:
    found = pattern.search(_MADE_UP.sub("", hints))
    if found is None or found.lastgroup is None:
        return NOTHING
    return Label(names[int(found.lastgroup[1:])], f"class {found.group().strip(' -_')}")


@remembered(32_768)
def names_body(hints: str) -> bool:
    """True when `hints` use a word that content systems give to the story's container."""
    return bool(_BODY.search(hints))
