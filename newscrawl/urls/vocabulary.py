"""The words by which URLs are read: path segments, file endings, parameters.

They are the forms Indian news sites use, with those of the systems behind them (WordPress, Drupal, Quintype,
Hocalwire, the `.cms` platform), their share buttons, and their mail and analytics tools. All are lower case.
"""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TRACKING_PARAMETERS: Final = _words(
    """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid tblci igshid igsh mibextid sfnsn
    fb_ref fb_source fb_action_ids fb_action_types fb_comment_id __twitter_impression _ga _gl _gac
    _hsenc _hsmi __hssc __hstc __hsfp hsctatracking mc_cid mc_eid mkt_tok vero_id oly_enc_id oly_anon_id
    ref ref_src ref_url refsrc refer referer referrer share shared sharetype share_type share_from spm
    cmp cmpid campaignid ocid ncid icid intcid ito xtor s_cid sr_share smid smtyp wt_mc zarsrc trk
    trkinfo guccounter guce_referrer guce_referrer_sig pfrom trackfrom tracksource taboola_source
    replytocom cpage like_comment unapproved moderation-hash rand rnd nocache cachebuster cache_buster _
    __tn__ amp amp_js_v amp_gsa amp_latest_update_time usqp noamp nonamp isamp mobile print printable
    """
)
"""Parameters that never choose the story, compared in lower case."""

CHANNEL_VALUES: Final = _words(
    """
    rss feed feedburner facebook fb twitter tw whatsapp wa telegram tg instagram linkedin koo email mail
    newsletter app android ios google googlenews news_showcase dailyhunt jiochat push notification share
    social sharing home homepage mdr amp
    """
)
"""Names of channels and places a reader came from."""

MEDIA: Final = _words(
    """
    jpg jpeg jpe png gif webp avif svg ico bmp tif tiff mp4 m4v mov webm avi mp3 m4a aac wav ogg oga
    m3u8 mpd pdf doc docx xls xlsx csv ppt pptx zip rar 7z apk exe dmg css js mjs woff woff2 ttf otf eot
    """
)
"""Endings of files that are no page: pictures, films, sound, documents, fonts, code."""


LISTING: Final = _words(
    """
    tag tags topic topics category categories author authors search keyword keywords archives reporter
    byline
    """
)
"""Path segments that make a page a list of stories, wherever they stand."""


STATIC: Final = _words(
    """
    about about-us aboutus about-hindi contact contact-us contactus privacy privacy-policy privacypolicy
    privacy-notice terms terms-of-use terms-of-service terms-and-conditions terms-conditions
    termsandconditions tnc disclaimer advertise advertise-with-us adverts careers cookie-policy cookies
    grievance grievance-redressal grievances complaint-redressal code-of-ethics dnpa-code-of-ethics
    sitemap site-map feedback faq faqs help login signin sign-in logout register signup sign-up
    subscribe subscription subscriptions unsubscribe newsletter newsletters epaper e-paper my-account
    profile editorial-policy corrections-policy correction-policy fact-checking-policy ethics-policy
    ownership our-team team copyright copyright-policy refund-policy download-app mobile-apps apps
    """
)
"""Last path segments of pages about the site itself."""


WEB_STORY: Final = _words(
    """
    web-stories webstories web-story webstory visual-stories visualstories visual-story visualstory
    ampstories amp-stories
    """
)
"""Segments under which AMP web stories live."""


GALLERY: Final = _words(
    """
    photos photo photo-gallery photogallery photo-galleries photo-story photoshow gallery galleries
    picture-gallery photo-feature slideshow slideshows image-gallery
    """
)
"""Segments under which picture galleries live."""


VIDEO: Final = _words(
    """
    video videos videoshow video-gallery livetv live-tv watch-video shorts
    """
)
"""Segments under which videos live."""


LIVE: Final = _words(
    """
    live live-blog liveblog live-blogs live-updates live-update liveupdates live-news
    """
)
"""Segments under which live blogs live."""

TRACKING_PREFIXES: Final = ("utm_", "ns_", "at_", "pk_", "mtm_", "matomo_", "piwik_", "itm_", "_ga_", "hsa_")
"""Beginnings of names of parameters that never choose the story."""

CHANNEL_PARAMETERS: Final = _words("source src from via medium campaign app")
"""Parameters that choose the story on some sites: dropped only with a value of `CHANNEL_VALUES`."""

VIEW_PARAMETERS: Final = _words("outputtype output view format type display")
"""Parameters that choose the form of a page: dropped only with a value of `VIEW_VALUES`."""

VIEW_VALUES: Final = _words("amp mobile print lite")
"""Forms of a page that tell the same story."""

PAGE_FILES: Final = _words("html htm shtml php aspx asp jsp cms do")
"""Endings of files that are pages."""

FEED_FILES: Final = _words("xml rss rdf atom")
"""Endings of feeds and sitemaps."""

FEED_ENDS: Final = _words("feed feeds rss rss2 rdf atom rssfeeds rssfeed")
"""Last path segments of feeds."""
