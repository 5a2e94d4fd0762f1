"""A stack whose pages are made when they are first wanted: what nobody looks at costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

W = TypeVar("W", bound=QWidget)


class LateStack(QStackedWidget, Generic[W]):
    """Pages by key; `dress` is told of each as it is made."""

    def __init__(self, makers: Mapping[str, Callable[[], W]], dress: Callable[[W], None]) -> None:
        super().__init__()
        self._makers, self._dress = dict(makers), dress
        self._made: dict[str, W] = {}

    def has(self, key: str) -> bool:
        """Whether the page of a key was ever wanted."""
        return key in self._made

    def __contains__(self, key: object) -> bool:
        """Whether there is such a page, made or not."""
        return key in self._makers

    def __iter__(self) -> Iterator[str]:
        """The keys of all pages in their order; asking makes none of them."""
        return iter(self._makers)

    def __getitem__(self, key: str) -> W:
        """The page of a key, made now where it was not yet wanted."""
        if key not in self._made:
            made = self._made[key] = self._makers[key]()
            self.addWidget(made)
            self._dress(made)
        return self._made[key]

    def show_key(self, key: str) -> W:
        """Bring a page into sight."""
        page = self[key]
        self.setCurrentWidget(page)
        return page
