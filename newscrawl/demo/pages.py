"""HTML pages of the newsroom, rendered with the package's templates.

A record's quirks, each a fault seen on real portals:

- `div-paragraphs`: the story's paragraphs are `div`s.
- `twin-copy`: the page carries a desktop and a hidden mobile copy of the story.
- `bad-jsonld`: a raw line break makes the NewsArticle block invalid JSON.
- `naive-dates`: JSON-LD and meta dates have no zone.
- `article-body`: JSON-LD carries an articleBody with an also-read line inside, cut before the end.
- `summary`: the standfirst is printed under the label सार, the story under विस्तार.
- `no-h1`: the headline is a bold line in a table cell.
- `meta-latin1`, `header-cp1252`, `gzip`: see `newscrawl.demo.routes`.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from newscrawl.demo.newsroom import WEEKDAYS, Newsroom, Story, hindi_day
from newscrawl.demo.parts import parts, related


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("newscrawl.demo"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def hindi_stamp(when: datetime) -> str:
    """Day and time as Hindi portals print them: `22 नवंबर 2026, 14:05 IST`."""
    return f"{hindi_day(when)}, {when:%H:%M} IST"


def weekday_stamp(when: datetime) -> str:
    """The long form of older sites: `रविवार, 22 नवंबर 2026, 02:05 PM`."""
    return f"{WEEKDAYS[when.weekday()]}, {hindi_day(when)}, {when:%I:%M %p}"


def ago(when: datetime, now: datetime) -> str:
    """How long ago, as listings say it: `35 मिनट पहले`, `3 घंटे पहले`, `2 दिन पहले`."""
    minutes = int((now - when).total_seconds()) // 60
    if minutes < 60:
        return f"{minutes} मिनट पहले"
    return f"{minutes // 60} घंटे पहले" if minutes < 1440 else f"{minutes // 1440} दिन पहले"


def picture_path(story: Story, number: int = 0) -> str:
    """Where a story's picture is served."""
    return f"/media/{story.record.id}-{number}.png"


class Pages:
    """Renders one newsroom under one address."""

    def __init__(self, newsroom: Newsroom, base_url: str) -> None:
        self.newsroom = newsroom
        self.base_url = base_url

    def article(self, story: Story, *, amp: bool = False) -> str:
        """A story's page in its own template, or its AMP twin."""
        newsroom, record = self.newsroom, story.record
        number = record.id
        comments = newsroom.site["comment"]
        context = {
            "story": story,
            "record": record,
            "url": self.base_url + story.path,
            "section_label": newsroom.section_label(record.section),
            "parts": list(parts(newsroom, story)),
            "jsonld": self._jsonld(story),
            "zone_free": "naive-dates" in record.quirks,
            "authors": [self._author(name) for name in record.authors],
            "related": related(newsroom, story, 3, skip=1),
            "trending": newsroom.stories[:5],
            "sponsored": newsroom.site["sponsored"],
            "comments": [comments[(number + i) % len(comments)] for i in range(2 + number % 2)],
            "views": number * 37 % 9000 + 12,
            "neighbours": related(newsroom, story, 2, skip=4),
            "variant": number % 3,
        }
        template = "amp" if amp or record.template == "amp" else record.template
        return self.render(f"{template}.html.j2", **context)

    def listing(
        self,
        title: str,
        path: str,
        stories: Sequence[Story],
        *,
        page: int = 1,
        pages: int = 1,
        feed: str | None = None,
        intro: str = "",
    ) -> str:
        """A section, tag, author or search page; `page` of `pages`, `path` is that of the first."""
        return self.render(
            "listing.html.j2",
            title=title,
            path=path,
            stories=stories,
            page=page,
            pages=pages,
            feed=feed,
            intro=intro,
        )

    def home(self) -> str:
        """The front page: a lead, the newest stories, a block for each section, and odd links."""
        newsroom = self.newsroom
        blocks = [
            (section, found[:4])
            for section in newsroom.site["section"]
            if (found := [s for s in newsroom.stories if s.record.section == section["key"]])
        ]
        ghosts = [ghost for ghost in newsroom.ghosts if "home" in ghost.announced]
        return self.render("home.html.j2", lead=newsroom.stories[:6], blocks=blocks, ghosts=ghosts)

    def static(self, name: str) -> str:
        """One of the pages that are no news: about, contact, missing."""
        return self.render("static.html.j2", page=name)

    def render(self, template: str, **context: Any) -> str:
        """A template with what every page knows: the site, the clock, the forms of dates."""
        newsroom = self.newsroom
        return (
            _environment()
            .get_template(template)
            .render(
                site=newsroom.site,
                base_url=self.base_url,
                now=newsroom.now,
                hindi_day=hindi_day,
                hindi_stamp=hindi_stamp,
                weekday_stamp=weekday_stamp,
                ago=lambda when: ago(when, newsroom.now),
                picture_path=picture_path,
                label=newsroom.section_label,
                **context,
            )
        )

    def _author(self, name: str) -> dict[str, str]:
        for author in self.newsroom.site["author"]:
            if author["name"] == name:
                return dict(author)
        return {"name": name, "slug": "navprahar-desk", "bio": ""}

    def _jsonld(self, story: Story) -> Markup:
        """The page's JSON-LD as Yoast-like plugins print it, with the record's faults."""
        record = story.record
        url = self.base_url + story.path
        naive = "naive-dates" in record.quirks

        def stamp(when: datetime) -> str:
            return f"{when:%Y-%m-%dT%H:%M:%S}" if naive else when.isoformat()

        kinds = {"live": "LiveBlogPosting", "gallery": "ImageGallery", "video": "VideoObject"}
        data: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": kinds.get(record.kind, "NewsArticle"),
            "mainEntityOfPage": {"@type": "WebPage", "@id": url},
            "headline": record.title,
            "name": record.title,
            "description": record.subtitle or record.title,
            "datePublished": stamp(story.published),
            "articleSection": self.newsroom.section_label(record.section),
            "keywords": ", ".join(record.tags),
            "inLanguage": record.language,
            "isAccessibleForFree": True,
            "publisher": {
                "@type": "NewsMediaOrganization",
                "name": self.newsroom.site["name"],
                "logo": {"@type": "ImageObject", "url": f"{self.base_url}/media/logo.png"},
            },
        }
        if record.kind == "video":
            data["uploadDate"] = stamp(story.published)
            data["contentUrl"] = f"{self.base_url}/media/{record.id}.mp4"
            data["thumbnailUrl"] = self.base_url + picture_path(story)
        if story.modified:
            data["dateModified"] = stamp(story.modified)
        if record.authors:
            desks = {"डेस्क", "Desk"}
            data["author"] = [
                {"@type": "Organization" if desks & set(name.split()) else "Person", "name": name}
                for name in record.authors
            ]
        if record.pictures:
            data["image"] = [self.base_url + picture_path(story, i) for i in range(len(record.pictures))]
        if "article-body" in record.quirks:
            body = [block.text for block in story.blocks[:-1]]
            body.insert(2, f"यह भी पढ़ें: {related(self.newsroom, story, 1)[0].record.title}")
            data["articleBody"] = " ".join(body)
        text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
        if "bad-jsonld" in record.quirks:
            text = text.replace('"description": "', '"description": "\n')
        return Markup(text)  # noqa: S704 (our own content, "</" is escaped above)
