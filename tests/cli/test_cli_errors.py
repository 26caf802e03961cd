"""Errors are one line: what, where, what to do."""

import errno

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.cli.errors import CommandError, Exit, one_line, storage_error


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (
            CommandError("no such file", "a.html", todo="Check the path"),
            "no such file: a.html. Check the path.",
        ),
        (
            CommandError("no such file", "a.html", todo="Check the path?"),
            "no such file: a.html. Check the path?",
        ),
        (CommandError("no page", "dir."), "no page: dir."),
        (CommandError("broken"), "broken."),
    ],
)
def test_line(error, line):
    assert error.message == line
    assert error.code is Exit.USAGE


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.ENOTDIR])
def test_storage_errors_say_what_to_do(number):
    error = storage_error(OSError(number, "Some reason"), "out")
    assert error.code is Exit.STORAGE
    assert error.message.startswith("cannot write (some reason): out. ")
    assert error.message.count(". ") == 1


@given(st.text())
def test_one_line_is_one_printable_line(text):
    line = one_line(text, 50)
    assert line.isprintable()
    assert len(line) <= 50
