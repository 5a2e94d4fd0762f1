"""The declaration of a form of file that can be imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from db.store import Ledger
from desktop.operations.importing.answers import Taken, Wanted
from desktop.operations.importing.judgement import Options
from desktop.rules.permissions import Actor

SHEETS = (".xlsx", ".xlsm", ".xls", ".csv")
WORD = ".docx"
FOLDER = "/"
"""The ending of what is no file."""


@dataclass(frozen=True)
class Way:
    """One form: its name, its title, the endings of its files, and how such a file is looked at and entered.

    `look` reads and enters nothing: what could be taken follows from the rights of the actor. `take` enters all sound rows or
    none; both answer lines for a person and raise KnownError. `knows` tells by what a JSON file says, or by the title of a paper, whether it is of this form.
    """

    form: str
    title: str
    extensions: tuple[str, ...]
    look: Callable[[Ledger, Actor, Wanted, Options], Taken]
    take: Callable[[Ledger, Actor, Wanted, Options], Taken]
    knows: Callable[[Any], bool] = lambda _content: False
    told: str = ""
    """A sentence for the clerk, where the window tells what can be read."""
