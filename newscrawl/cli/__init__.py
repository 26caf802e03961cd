"""The `newscrawl` command: one module per subcommand, each loaded when it is called."""

from newscrawl.cli.app import main

__all__ = ["main"]
