"""Modules that are loaded when something of them is first used, so that a window stands before what its first sight does not need."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any


class Later(ModuleType):
    """Stands for a module by its name; whoever asks it for anything, in whatever thread, has the module itself loaded then.

    Where a file uses it, the module is imported under `TYPE_CHECKING` too: types, contracts and packages know of it as of any other.
    """

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(self.__name__), name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(importlib.import_module(self.__name__), name, value)

    def __delattr__(self, name: str) -> None:
        delattr(importlib.import_module(self.__name__), name)
