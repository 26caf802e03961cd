"""The story's pictures with captions and credits; logos, pixels, avatars and adverts left out."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from newscrawl.extraction.page import Box, ImageMark, Label, Page
from newscrawl.extraction.sources import Sources, absolute, tidy
from newscrawl.hindi.dateline import agency_in
from newscrawl.hindi.remembered import remembered
from newscrawl.items.article import Evidence, Image
from newscrawl.limits import LIMITS

# Parts of an address that tell a logo, a pixel, an avatar or an advert. Substrings: a pattern of this many
# branches costs 25 microseconds an address.
_NOT_PICTURE: Final = (
    "logo", "sprite", "favicon", "avatar", "placeholder", "/pixel", "1x1", "spacer", "blank.", "transparent",
    "loader", "loading", "lazy.", "emoji", "/icon", "icon.", "default-image", "default_image",
    "no-image", "noimage", "share-", "scorecardresearch", "doubleclick", "/ads/", "/ad/", "banner", ".svg",
)  # fmt: skip
_ELSEWHERE: Final = re.compile(
    r"related|recommend|sidebar|widget|author|avatar|comment|promo|advert|\bads?\b|share|social|also-?read|footer"
    r"|navigation|\bmenu\b|trending|most-?read|popular|newsletter"
)
_CREDIT_WORD: Final = (
    r"(?:(?:(?:फ\u093c?|\u095e)ोटो|तस्वीर|इमेज|छवि|चित्र)(?:\s*(?:स्रोत|सोर्स|साभार|क्रेडिट|सौजन्य))?|स्रोत|सोर्स|साभार|सौजन्य"
    r"|(?:photo|image|picture|pic|file|video)s?(?:\s*(?:credits?|source|courtesy|by))?|credits?|source|courtesy|foto|bild)"
)
_CREDIT: Final = re.compile(
    rf"(?:\A|[\s|(\[/।.–—-])[\s|(\[]*{_CREDIT_WORD}\s*[:：,\-–]\s*(?P<who>[^|()\[\]]{{2,120}})[)\]]?\s*\Z",
    re.IGNORECASE,
)
_SIGN: Final = re.compile(r"(?:\A|\s)(?:©|\(c\)|&copy;)\s*(?P<who>[^|()]{2,80})\s*\Z", re.IGNORECASE)
_BRACKET: Final = re.compile(r"\s*[(\[]\s*(?P<who>[^()\[\]]{2,60})\s*[)\]]\s*[.।]?\s*\Z")
_FILE_PHOTO: Final = re.compile(
    r"(?:फ\u093c?|\u095e)ाइल\s*(?:(?:फ\u093c?|\u095e)ोटो|तस्वीर|चित्र)\Z|file (?:photo|image|picture|pic)\Z",
    re.IGNORECASE,
)
_PHOTO_WORD: Final = re.compile(
    r"\b(?:photo|image|picture|getty|reuters|twitter|instagram|facebook|x\.com)\b|(?:फ\u093c?|\u095e)ोटो|साभार",
    re.IGNORECASE,
)
_PIPE: Final = re.compile(r"\s*\|\s*")
_SIZE: Final = re.compile(r"[-_/](?:w?\d{2,4}x\d{0,4}|thumb|small|large|medium|scaled|\d{2,4})(?=[-_/.]|$)")
_MIN_SIDE: Final = 90
_MARKS: Final = 1_000


def split_credit(line: str) -> tuple[str | None, str | None]:
    """A printed caption as (caption, credit): "फोटो: …", "(एएनआई)", "| Image: …", "इमेज स्रोत, …"."""
    value = tidy(line)
    if not value:
        return None, None
    if _FILE_PHOTO.match(value.strip("() ")):
        return None, value.strip("() ")
    for pattern in (_CREDIT, _SIGN):
        match = pattern.search(value)
        if match:
            return _caption(value[: match.start()]), match["who"].strip(" .।")
    match = _BRACKET.search(value)
    if match:
        who = match["who"].strip()
        if _FILE_PHOTO.match(who) or _PHOTO_WORD.search(who) or agency_in(who):
            return _caption(value[: match.start()]), who
    parts = _PIPE.split(value)
    if len(parts) == 2 and (agency_in(parts[1]) or _PHOTO_WORD.search(parts[1])) and len(parts[1]) < 60:
        return _caption(parts[0]), parts[1]
    return value, None


def _caption(value: str) -> str | None:
    return value.strip(" |-–—/([") or None


def find_pictures(
    sources: Sources, labels: Sequence[Label], story: range | None, head: range
) -> tuple[Image | None, tuple[Image, ...], Evidence | None]:
    """The lead picture, the pictures in the story, and where the lead came from."""
    page = sources.page
    shown: list[Image] = []
    keys: set[str] = set()
    if story is not None and page.images:
        reach = range(head.start, story.stop + 1)
        for mark in page.images[:_MARKS]:
            if mark.block not in reach:
                continue
            image = _image(mark, page, labels)
            if image is None:
                continue
            key = _stem(image.url)
            if key not in keys:
                keys.add(key)
                shown.append(image)
            if len(shown) >= LIMITS.list_items:
                break
    lead, evidence = _lead(sources, shown)
    return lead, tuple(shown), evidence


def _lead(sources: Sources, shown: Sequence[Image]) -> tuple[Image | None, Evidence | None]:
    stated = list(_stated_images(sources))
    for source, raw in stated:
        url = absolute(raw, sources.page)
        if url is None or not _is_picture(url):
            continue
        stem = _stem(url)
        twin = next((image for image in shown if _stem(image.url) == stem), None)
        agreed = twin is not None or any(_stem(other) == stem for name, other in stated if name != source)
        image = Image(url=url, caption=twin.caption if twin else None, credit=twin.credit if twin else None)
        return image, Evidence(source=source, raw=raw[:1000], agreement="agreed" if agreed else "single")
    if shown:
        return shown[0], Evidence(source="img", raw=shown[0].url)
    return None, None


def _stated_images(sources: Sources) -> Iterator[tuple[str, str]]:
    metas = sources.page.metas
    for name in ("og:image", "og:image:url", "og:image:secure_url"):
        for raw in metas.get(name, ())[:1]:
            yield name, raw
    for url in _urls(sources.article.get("image"), sources)[:3]:
        yield "jsonld.image", url
    for name in ("twitter:image", "twitter:image:src"):
        for raw in metas.get(name, ())[:1]:
            yield name, raw


def _urls(value: Any, sources: Sources, depth: int = 0) -> list[str]:
    if isinstance(value, str):
        return [value]
    if depth > 3:
        return []
    if isinstance(value, list):
        return [url for member in value[:5] for url in _urls(member, sources, depth + 1)]
    if isinstance(value, dict):
        value = sources.jsonld.resolve(value)
        return _urls(value.get("url") or value.get("contentUrl"), sources, depth + 1)
    return []


def _image(mark: ImageMark, page: Page, labels: Sequence[Label]) -> Image | None:
    if 0 < mark.width < _MIN_SIDE or 0 < mark.height < _MIN_SIDE or not mark.src:
        return None
    if mark.src.startswith("data:") or mark.box.hidden or _elsewhere(mark.box):
        return None
    url = absolute(mark.src, page)
    if url is None or not _is_picture(url):
        return None
    caption, credit = _words_under(mark, page, labels)
    return Image(url=url, caption=caption, credit=credit)


def _is_picture(url: str) -> bool:
    lower = url.lower()
    for part in _NOT_PICTURE:
        if part in lower:
            return False
    # The file alone: Drupal keeps every picture of a site below /sites/default/files/.
    if lower.partition("?")[0].rpartition("/")[2].startswith("default"):
        return False
    return len(lower.split("/", 3)) > 3 and not lower.endswith("/")


@remembered(8_192)
def _hint_elsewhere(hints: str) -> bool:
    return bool(_ELSEWHERE.search(hints))


def _elsewhere(box: Box | None) -> bool:
    for _ in range(4):
        if box is None:
            return False
        if box.tag in {"aside", "nav", "footer"} or (box.hints and _hint_elsewhere(box.hints)):
            return True
        box = box.parent
    return False


def _words_under(mark: ImageMark, page: Page, labels: Sequence[Label]) -> tuple[str | None, str | None]:
    """Caption and credit of a picture: its figcaption, or the blocks after it that are labelled so."""
    place = mark.caption
    if place < 0 and labels and mark.block < len(labels) and labels[mark.block].role in {"caption", "credit"}:
        place = mark.block
    if not 0 <= place < len(page.blocks):
        return None, None
    first = page.blocks[place]
    role = labels[place].role if labels else ""
    text = tidy(first.text)
    caption, credit = (None, text) if role == "credit" else split_credit(text)
    after = place + 1
    if credit is None and after < len(page.blocks):
        next_block = page.blocks[after]
        if (labels and labels[after].role == "credit") or next_block.box is first.box:
            line = tidy(next_block.text)
            _, split = split_credit(line)
            credit = split or (line if len(line) < 80 else None)
    return caption, credit


def _stem(url: str) -> str:
    """A picture's file name without folder, size and ending: renditions of one picture share it."""
    name = url.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1]
    return _SIZE.sub("", "-" + name.rsplit(".", 1)[0]).strip("-_").lower()
