"""Several lists as one print: one after the other, pages counted through, each copy under one number over the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.paper.faces import Face, Faces
from desktop.paper.pages import Layout


class Pack(Layout):
    """The pages of several lists that share one sheet; painted, printed and written like those of one."""

    def __init__(self, title: str, parts: Sequence[Layout], *, duplex: bool = False) -> None:
        first = parts[0]
        self.parts = tuple(parts)
        self.printed, self.sheet = replace(first.printed, title=title), first.sheet
        self.faces = _EveryFace(parts)
        self.over_mm, self.duplex = max(part.over_mm for part in parts), duplex
        self.before, self.whole = 0, sum(len(part) for part in parts)
        before = 0
        for part in parts:
            part.before, part.whole = before, self.whole
            before += len(part)

    def __len__(self) -> int:
        return self.whole

    @property
    def total(self) -> int | None:
        """All pages are laid out from the beginning."""
        return self.whole

    def at(self, index: int) -> tuple[Layout, int]:
        """The list on which a page stands, and its place there."""
        for part in self.parts:
            if index < part.before + len(part):
                return part, index - part.before
        raise IndexError(index)

    def complaint(self) -> str:
        """What the first list that does not fit says, with its title."""
        return next((f"“{one.printed.title}”{said}" for one in self.parts if (said := one.complaint())), "")

    def unprintable(self) -> str:
        """The same of characters that no font has."""
        return next((said for one in self.parts if (said := one.unprintable())), "")


class _EveryFace(Faces):
    """The faces of all lists, for the text layer of the file."""

    def __init__(self, parts: Sequence[Layout]) -> None:
        self._every = tuple(face for part in parts for face in part.faces.all())

    def all(self) -> tuple[Face, ...]:
        """Every face of every list."""
        return self._every
