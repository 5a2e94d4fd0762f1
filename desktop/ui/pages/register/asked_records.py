"""What another place asked a book to show: one record beside those of the chosen rounds, or some records and no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from db.queries import books as queries
from db.queries.books import Record
from desktop.ledgers.register import Register
from desktop.ui.context import AppContext
from desktop.ui.widgets.ask_band import AskBand


class AskedRecords:
    """`band` says what is special while only some records are shown."""

    def __init__(self, context: AppContext, register: Register, refresh: Callable[[], None]) -> None:
        self._context, self._register, self._refresh = context, register, refresh
        self._ids: tuple[int, ...] = ()
        self.only = False
        self.band = AskBand(f"回到全部{register.title}")
        self.band.left.connect(self.everything)

    def one(self, record_id: int) -> None:
        """This record too, whatever its round."""
        self._ids, self.only = (record_id,), False
        self.band.hide()

    def none_but(self, ids: Sequence[int], title: str) -> None:
        """These records and no others."""
        self._ids, self.only = tuple(dict.fromkeys(ids)), True
        self.band.say(title)

    def everything(self) -> None:
        """The whole book again."""
        self._ids, self.only = (), False
        self.band.hide()
        self._refresh()

    def among(self, records: Sequence[Record]) -> tuple[Record, ...]:
        """What is shown of a book: its records of the rounds, with those that were asked for, or these alone."""
        context, wanted = self._context, set(self._ids)
        here = {record.id for record in records}
        found = tuple(record for record in records if not self.only or record.id in wanted)
        if missing := [one for one in self._ids if one not in here]:
            shape = self._register.shape
            found += queries.records(context.reader, shape, context.as_of, context.known_at, ids=missing, short=True)
        return found
