"""Stories on several pages, replayed from archives."""

from pathlib import Path

import pytest
from newsstand import crawl, story_html
from test_replay import write_warc

from newscrawl.items.article import Article
from newscrawl.items.reject import Reject
from newscrawl.replay import replay

URL = "https://samachar.example/rajya/ganga-ka-jalstar-badha-100045"
LINES = (
    "गंगा का जलस्तर शुक्रवार को खतरे के निशान से ऊपर पहुंच गया और तटवर्ती गांवों के लोग ऊंची जगहों पर जाने लगे।",
    "राहत शिविरों में भोजन और दवा का इंतजाम किया गया है, लेकिन पशुओं के लिए चारे की कमी की शिकायत मिली है।",
    "मौसम विभाग ने अगले दो दिन भारी बारिश की चेतावनी दी है और मछुआरों से नदी में न उतरने की अपील की है।",
)


def _address(number: int) -> str:
    return f"{URL}/" if number == 1 else f"{URL}/{number}/"


def _record(number: int, **options: str) -> tuple[str, str, bytes, dict[str, str]]:
    links = "".join(f'<a href="{_address(n)}">{n}</a> ' for n in (1, 2, 3) if n != number)
    html = story_html(1, title="गंगा का जलस्तर बढ़ा, चार गांव खाली", body=(LINES[number - 1],), **options)
    return _address(number), "200 OK", html.replace("</article>", f"<p>{links}</p></article>").encode(), {}


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 1, 3)])
@pytest.mark.parametrize("canonical", ["", _address(1)])
def test_parts_are_joined_in_whatever_order_they_come(tmp_path: Path, order, canonical: str) -> None:
    records = [_record(number, canonical=canonical) for number in order]
    records.append((f"{URL}/2", "301 Moved", b"", {"Location": _address(2)}))
    told = list(replay(write_warc(tmp_path / "site.warc.gz", records)))
    (article,) = [item for item in told if isinstance(item, Article)]
    assert article.url == _address(1)
    assert [block.text for block in article.blocks] == list(LINES)
    rejects = {item.detail for item in told if isinstance(item, Reject)}
    assert rejects == {f"part {n} of {_address(1)}" for n in (2, 3)} | {f"redirects to {_address(2)}"}
    assert len(told) == len(records)


def test_what_the_archive_lacks_is_said(tmp_path: Path) -> None:
    told = list(replay(write_warc(tmp_path / "site.warc.gz", [_record(3), _record(2), _record(2)])))
    (article,) = [item for item in told if isinstance(item, Article)]
    assert (article.url, len(told)) == (_address(2), 3)
    assert "part 1 is missing: no article in the archive" in (article.evidence["text"].raw or "")
    assert LINES[2] in article.text


def test_processes_and_the_spider_tell_the_same(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "site.warc.gz", [_record(number) for number in (2, 1, 3)])
    assert list(replay(path, jobs=2)) == list(replay(path))
    run = crawl("archive", tmp_path, path=str(path))
    assert len(run.articles) == 1
    assert run.count("announced") == len(run.articles) + len(run.rejects) == 3
