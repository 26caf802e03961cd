"""The add-on: what it sets, and what it leaves to others."""

import ast
import inspect
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.settings import SETTINGS_PRIORITIES, Settings

from newscrawl import settings as defaults
from newscrawl.addon import NewscrawlAddon, own_settings, user_agent
from newscrawl.items.article import Article
from newscrawl.middlewares.robots import RobotsMiddleware
from newscrawl.pipelines.store import StorePipeline

THEIRS = "scrapy.pipelines.files.FilesPipeline"
REPOSITORY = Path(__file__).parents[1]


def applied(**project: object) -> Settings:
    """A project's settings with the add-on applied as Scrapy does."""
    settings = Settings(project, priority="project")
    NewscrawlAddon.update_pre_crawler_settings(settings)
    NewscrawlAddon().update_settings(settings)
    return settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROBOTSTXT_OBEY", True),
        ("REMOTE_CONTROL_ENABLED", False),
        ("TELNETCONSOLE_ENABLED", False),
        ("DOWNLOAD_VERIFY_CERTIFICATES", True),
        ("COOKIES_ENABLED", False),
        ("DOWNLOAD_MAXSIZE", 8 * 1024 * 1024),
        ("DOWNLOAD_TIMEOUT", 30),
        ("REDIRECT_MAX_TIMES", 5),
        ("TWISTED_DNS_RESOLVER", "newscrawl.net.resolver.GuardedResolver"),
        ("NEWSCRAWL_LANGUAGE", "hi"),
    ],
)
def test_defaults_are_safe_and_below_the_projects(name: str, value: object) -> None:
    settings = applied()
    assert settings.get(name) == value
    assert settings.getpriority(name) == SETTINGS_PRIORITIES["addon"]
    assert applied(**{name: "the project's"}).get(name) == "the project's"


def test_only_http_is_spoken() -> None:
    handlers = applied().getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}
    own = applied(DOWNLOAD_HANDLERS={"ftp": "their.Handler"}).getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in own.items() if handler} == {"http", "https", "ftp"}


def test_a_projects_own_components_stay() -> None:
    settings = applied(ITEM_PIPELINES={THEIRS: 950}, SPIDER_MODULES=["their.spiders"])
    assert settings.getdict("ITEM_PIPELINES")[THEIRS] == 950
    assert StorePipeline in settings.getdict("ITEM_PIPELINES")
    assert settings.getlist("SPIDER_MODULES") == ["their.spiders", "newscrawl.spiders"]


def test_robots_txt_is_in_our_hands() -> None:
    middlewares = applied().get_component_priority_dict_with_base("DOWNLOADER_MIDDLEWARES")
    found = {(key if isinstance(key, str) else key.__name__): value for key, value in middlewares.items()}
    names = {name.rpartition(".")[2]: value for name, value in found.items()}
    assert names[RobotsMiddleware.__name__] == 100
    assert RobotsTxtMiddleware.__name__ not in names


def test_feeds_hold_articles_unless_they_say_otherwise() -> None:
    feeds = {
        "plain.jsonl": {"format": "jsonlines"},
        "all.jsonl": {"format": "jsonlines", "item_classes": []},
        "own.jsonl": {"format": "jsonlines", "item_filter": "their.Filter"},
    }
    found = applied(FEEDS=feeds).getdict("FEEDS")
    assert found["plain.jsonl"]["item_classes"] == [Article]
    assert found["all.jsonl"]["item_classes"] == []
    assert "item_classes" not in found["own.jsonl"]


@pytest.mark.parametrize(
    ("contact", "ends"),
    [
        ("https://example.org/bot", "(+https://example.org/bot)"),
        ("", "0.1.0"),
        (None, "0.1.0"),
        ("a@b.example\r\nX-Header: 1", "(+a@b.exampleX-Header:1)"),
    ],
)
def test_user_agent(contact: str | None, ends: str) -> None:
    agent = user_agent(contact)
    assert agent.startswith("newscrawl/")
    assert agent.endswith(ends)
    assert applied(NEWSCRAWL_CONTACT=contact).get("USER_AGENT") == agent


def test_every_setting_of_ours_says_what_it_means() -> None:
    body = ast.parse(inspect.getsource(defaults)).body
    told = {
        ast.unparse(one.targets[0] if isinstance(one, ast.Assign) else one.target)
        for one, following in pairwise(body)
        if isinstance(one, ast.Assign | ast.AnnAssign)
        and isinstance(following, ast.Expr)
        and isinstance(following.value, ast.Constant)
    }
    assert set(own_settings()) == {name for name in told if name.startswith("NEWSCRAWL_")}


def test_every_setting_that_is_read_is_declared() -> None:
    import re

    package = Path(defaults.__file__).parent
    used = {
        name
        for file in package.rglob("*.py")
        for name in re.findall(r"NEWSCRAWL_[A-Z_]+[A-Z]", file.read_text("utf-8"))
    }
    # One is asked for in the environment: it is wanted before there are settings.
    assert used - {"NEWSCRAWL_PURE_PYTHON"} == set(own_settings())


def test_another_project_needs_one_line(tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = theirs\n")
    (tmp_path / "theirs.py").write_text('ADDONS = {"newscrawl.addon.NewscrawlAddon": 0}\n')
    run = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "urls", "-a", "urls=ftp://x.invalid/", "-o", "found.jsonl"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert "1 announced, 0 fetched, 0 articles, 1 rejects (scope/not_http 1)" in run.stderr
    assert (tmp_path / "found.jsonl").read_bytes() == b""
    (stored,) = (tmp_path / "output" / "rejects").iterdir()
    assert "ftp://x.invalid/" in stored.read_text()
