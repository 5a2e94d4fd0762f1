"""Keeps what is being typed: in memory at once, in the ledger within seconds, until it is saved or cleared."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QObject, QTimer

from db.queries import drafts as stored
from desktop.operations import drafts
from desktop.ui.context import AppContext

KEPT_AFTER_MS = 3000
"""Anything typed is in the ledger within five seconds (design.md §3.0)."""


class DraftKeeper(QObject):
    """Drafts of one kind, by a key such as the finding's id."""

    def __init__(self, context: AppContext, prefix: str, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._prefix = context, prefix + ":"
        found = stored.drafts(context.reader, context.actor.name, self._prefix)
        self._contents = {place: json.loads(text) for place, text in found.items()}
        self._stored = set(found)
        self._unsaved: dict[str, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=KEPT_AFTER_MS)
        self._timer.timeout.connect(self.flush)

    def content(self, key: object) -> dict[str, Any] | None:
        """What was begun under a key."""
        return self._contents.get(f"{self._prefix}{key}")

    def keep(self, key: object, content: dict[str, Any] | None) -> None:
        """Remember a text, or forget it."""
        place = f"{self._prefix}{key}"
        if content == self._contents.get(place):
            return
        if content is None:
            del self._contents[place]
        else:
            self._contents[place] = content
        if content is None and place not in self._stored:
            self._unsaved.pop(place, None)  # it never reached the ledger
            return
        self._unsaved[place] = "" if content is None else json.dumps(content, ensure_ascii=False)
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Write what is not in the ledger yet; while looking back it waits in memory."""
        self._timer.stop()
        if self._context.ledger.closed:
            return
        if self._unsaved and not self._context.why_not(None, writes=True):
            contents, self._unsaved = self._unsaved, {}
            self._stored |= {place for place, text in contents.items() if text}
            self._stored -= {place for place, text in contents.items() if not text}
            self._context.write(drafts.keep, contents)
