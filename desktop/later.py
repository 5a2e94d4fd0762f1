"""Modules that are loaded when something of them is first used, so that a window stands before what its first sight does not need."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any


class Later:
    """Stands for a module by its name; whoever asks it for anything, in whatever thread, has the module itself loaded then.

    Where a file uses it, the module is imported under `TYPE_CHECKING` too: types, contracts and packages know of it as of any other.
    """

    __slots__ = ("_later",)

    def __init__(self, name: str) -> None:
        object.__setattr__(self, "_later", name)

    def __getattr__(self, name: str) -> Any:
        return getattr(_loaded(self), name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(_loaded(self), name, value)

    def __delattr__(self, name: str) -> None:
        delattr(_loaded(self), name)

    @property
    def __dict__(self) -> dict[str, Any]:  # type: ignore[override]  # what a test puts in its place, it takes back from there
        return _loaded(self).__dict__


def _loaded(one: Later) -> ModuleType:
    return importlib.import_module(object.__getattribute__(one, "_later"))
