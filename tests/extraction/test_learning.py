"""What an archive's sites repeat is learned before its pages are extracted, in one process or several."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from site_pages import HOST, address, paragraphs, story_page

from newscrawl.archive.page import ArchivedPage
from newscrawl.cli.app import root
from newscrawl.items.article import Article
from newscrawl.learning import learn_sites
from newscrawl.parallel import each
from newscrawl.replay import replay

CALL = "हमारे पाठक मंडल की मासिक चौपाल में शामिल होने का न्योता सबको है, नाम आज ही लिखवाइए।"


def stored(number: int, status: int = 200, host: str = HOST) -> ArchivedPage:
    html = story_page(number, [*paragraphs(number), CALL]).encode()
    return ArchivedPage(url=address(number).replace(HOST, host), status=status, body=html)


def folder(path: Path, stories: int) -> Path:
    names = [(f"{n:03}.html", address(n)) for n in range(stories)]
    for n, (name, _) in enumerate(names):
        (path / name).write_bytes(stored(n).body)
    (path / "urls.tsv").write_text("".join(f"{name}\t{url}\n" for name, url in names), "utf-8")
    return path


def texts(path: Path, **options: bool | int) -> list[str]:
    return [item.text for item in replay(path, **options) if isinstance(item, Article)]


def test_a_host_is_learned_from_its_own_pages():
    pages = [stored(n) for n in range(8)] + [stored(n, host="anya.example") for n in range(4)]
    sites = learn_sites(pages)
    assert list(sites) == [HOST]
    assert (sites[HOST].pages, sites[HOST].stories) == (8, 8)


@pytest.mark.parametrize(
    "pages",
    [
        [],
        [stored(n) for n in range(4)],
        [stored(n, status=404) for n in range(9)],
        [stored(1) for _ in range(9)],
        [ArchivedPage(url=f"https://{HOST}/{n}", body=b"<p>x") for n in range(9)],
        [ArchivedPage(url=None, body=stored(n).body) for n in range(9)],
    ],
    ids=["none", "few", "errors", "one", "empty", "nowhere"],
)
def test_what_gives_no_profile(pages):
    assert learn_sites(pages) == {}


def test_several_processes_learn_the_same():
    pages = [stored(n) for n in range(9)]
    assert learn_sites(pages, jobs=2) == learn_sites(pages)


def test_an_archive_is_extracted_with_what_it_taught(tmp_path):
    folder(tmp_path, 9)
    with_it, without = texts(tmp_path), texts(tmp_path, profile=False)
    assert with_it == ["\n\n".join(paragraphs(n)) for n in range(9)]
    assert without == [f"{text}\n\n{CALL}" for text in with_it]
    assert texts(tmp_path, jobs=2) == with_it


def test_the_command_can_do_without(tmp_path):
    folder(tmp_path, 9)
    run = CliRunner().invoke(root, ["extract", str(tmp_path)])
    bare = CliRunner().invoke(root, ["extract", str(tmp_path), "--no-profile"])
    assert run.stdout.count(CALL) == 0
    assert bare.stdout.count(CALL) >= 9


def test_results_keep_the_order_of_their_things():
    assert list(each(divmod, range(40), 7, jobs=2)) == [divmod(n, 7) for n in range(40)]
    assert list(each(divmod, iter(()), 7, jobs=2)) == []


def test_little_is_read_ahead():
    taken: list[int] = []

    def things():
        for n in range(200):
            taken.append(n)
            yield n

    assert next(each(divmod, things(), 7, jobs=2)) == (0, 0)
    assert len(taken) < 20


def test_an_error_reaches_the_caller():
    with pytest.raises(ZeroDivisionError):
        list(each(divmod, [1], 0, jobs=2))
