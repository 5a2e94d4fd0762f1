"""A step that is about to be taken: by whom, on which record, with which values, since when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.reader import Reader
from desktop.rules.permissions import Actor


@dataclass(frozen=True)
class Taking:
    """The record as stored, with its id, number and state; `values` are those given with the step, `on` is since
    when it is true, which may be earlier than `today`."""

    reader: Reader
    actor: Actor
    record: Mapping[str, Any]
    values: Mapping[str, Any]
    on: str
    reason: str = ""
    today: str = ""
