"""The command line: the same operations as the window, one JSON document or plain text (interfaces.md)."""

from desktop.cli.main import main

__all__ = ["main"]
