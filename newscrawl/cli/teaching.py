"""Help that teaches: a command's docstring as it stands, with its examples line by line."""

import inspect
from typing import Any

import click


def keep_indented(text: str) -> str:
    """Help text in which click wraps plain paragraphs only.

    A paragraph with an indented line (a list of examples) keeps its lines: it gets the mark, a backspace
    alone on a line, that click's documentation names for it.
    """
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(f"\b\n{part}" if "\n  " in part else part for part in paragraphs)


class TeachingCommand(click.Command):
    """A command whose help keeps its examples' lines."""

    def __init__(self, name: str | None, *, help: str | None = None, **kwargs: Any) -> None:  # noqa: A002
        super().__init__(name, help=keep_indented(help) if help else help, **kwargs)
