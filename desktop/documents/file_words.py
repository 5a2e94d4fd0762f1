"""Every word of a finished file, read once for all who judge it: the guard, the contract."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from desktop.documents.package import open_parts
from desktop.documents.readback import texts_in
from desktop.documents.unseen_text import unseen


@dataclass(frozen=True)
class FileWords:
    """A file under the name that it will have, opened once."""

    name: str
    data: bytes

    @cached_property
    def _parts(self) -> dict[str, bytes]:
        return open_parts(self.data, self.name)

    @cached_property
    def read(self) -> tuple[tuple[str, str], ...]:
        """(place, text) of every part that is read on the page or beside it."""
        return texts_in(self._parts, self.name)

    @cached_property
    def unseen(self) -> tuple[tuple[str, str], ...]:
        """(place, text) of what no reader sees and the file tells all the same."""
        return unseen(self._parts)
