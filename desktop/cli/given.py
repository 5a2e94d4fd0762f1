"""Values given by hand on the command line: --set NAME=VALUE, and --set-file with one JSON object."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from desktop.cli.usage import WrongUsage, usage_line
from desktop.errors import KnownError
from desktop.exchange.json_file import json_in


def given(file: Path | None, pairs: Iterable[str], command: str) -> dict[str, Any]:
    """What the file says, and over it what was typed. Raises KnownError on a bad file, WrongUsage on a pair without 等号."""
    from_file = {} if file is None else _object_in(file)
    return {**from_file, **dict(pair(text, "--set", command) for text in pairs)}


def pair(text: str, option: str, command: str) -> tuple[str, str]:
    """栏目=值 as its two sides; `command` is the one that was called."""
    name, mark, value = text.partition("=")
    if not mark:
        raise WrongUsage(usage_line(command), f"用法不对：{option} {text} 少了等号。请写成 栏目=值。")
    return name.strip(), value


def _object_in(file: Path) -> dict[str, Any]:
    content = json_in(file)
    if not isinstance(content, dict):
        raise KnownError(f"{file} 应是“栏目: 值”的一个 JSON 对象。")
    return content
