"""A JSON document in a file of its own, as people hand one in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from desktop.errors import KnownError, reason_of


def json_in(path: Path) -> Any:
    """What a file says; a mark at its beginning, as Windows editors write it, is no part of it. Raises KnownError where it cannot be read."""
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise KnownError(f"{path} 读不出来：{reason_of(error)}。请核对路径。") from error
    except (ValueError, RecursionError) as error:
        raise KnownError(f"{path} 不是能读的 JSON 文件。请核对格式。") from error
