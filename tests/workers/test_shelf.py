"""Pages lie in memory that crawl and worker share, where there is such memory and room in it."""

import os
import resource
from pathlib import Path

import pytest

from newscrawl.workers.shelf import NOWHERE, PLACE_BYTES, PLACES, Pages, Shelf

needs_memory = pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="the system has no such memory")


@needs_memory
def test_what_is_laid_down_is_taken_as_it_was() -> None:
    shelf = Shelf()
    pages = Pages(os.dup(shelf.descriptor))
    shelf.handed_over()
    bodies = [bytes([number]) * size for number, size in enumerate((0, 1, 150_000, PLACE_BYTES))]
    places = [shelf.put(body) for body in bodies]
    assert len(set(places)) == len(bodies)
    assert NOWHERE not in places
    assert [pages.take(place, len(body)) for place, body in zip(places, bodies, strict=True)] == bodies


@needs_memory
def test_a_place_is_free_again_when_its_page_was_read() -> None:
    shelf = Shelf()
    shelf.handed_over()
    places = [shelf.put(b"<p>") for _ in range(PLACES)]
    assert sorted(places) == list(range(PLACES))
    assert shelf.put(b"<p>") == NOWHERE
    shelf.clear(NOWHERE)
    assert shelf.put(b"<p>") == NOWHERE
    shelf.clear(places[2])
    assert shelf.put(b"<p>") == places[2]


@needs_memory
def test_a_page_that_is_too_large_finds_no_place() -> None:
    shelf = Shelf()
    shelf.handed_over()
    assert shelf.put(b" " * (PLACE_BYTES + 1)) == NOWHERE


def test_without_such_memory_no_page_is_laid_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "memfd_create", raising=False)
    shelf = Shelf()
    shelf.handed_over()
    assert shelf.put(b"<p>") == NOWHERE
    Pages(shelf.descriptor)


@needs_memory
def test_under_a_limit_on_the_size_of_files_it_takes_no_page() -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    open_files = sum(1 for _ in Path("/proc/self/fd").iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        shelf = Shelf()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert shelf.descriptor == NOWHERE
    assert shelf.put(b"<html>") == NOWHERE
    assert sum(1 for _ in Path("/proc/self/fd").iterdir()) == open_files
