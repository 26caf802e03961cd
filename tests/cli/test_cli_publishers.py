"""The list of publishers and the page of one."""

import pytest

from newscrawl.cli.app import run
from newscrawl.cli.errors import Exit
from newscrawl.publishers.registry import publishers
from newscrawl.report.publishers import describe


def test_list_has_every_publisher(capfd):
    assert run(["publishers"]) == Exit.OK
    out = capfd.readouterr().out
    assert publishers()
    assert all(key in out for key in publishers())


@pytest.mark.parametrize("key", publishers())
def test_one_publisher(key, capfd):
    assert run(["publishers", key]) == Exit.OK
    out = capfd.readouterr().out
    publisher = publishers()[key]
    assert publisher.name in out
    assert all(source.url in out for source in publisher.sources)
    assert out.splitlines() == list(describe(publisher))
