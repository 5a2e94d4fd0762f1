"""What somebody at a copy does with the records of any declared book, and with papers that went out by hand."""

from __future__ import annotations

from datetime import date, timedelta

from db.queries import books as queries
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.operations.papers import registering
from desktop.operations.papers.happenings import Happening
from desktop.operations.papers.registering import SentPaper
from desktop.operations.records import verbs
from tests.builders import EVERYONE
from tests.operations.records.test_verbs import sample


class BookAndPaperDeeds:
    """Deeds of a copy (`working_copies.Copy`): what is there and the dice are its own."""

    def book(self):
        """Any declared book, with the fields that were added to it."""
        return books.book(self.ledger.reader, self.dice.choice(books.declared()).name)

    def row_of(self, book):
        return self.one_of(f"select id from [{book.name}] where removed_in is null")

    def book_in_use(self):
        """A declared book in which something stands."""
        rows = "select 1 from [{}] where removed_in is null limit 1"
        found = [one.name for one in books.declared() if self.ledger.reader.value(rows.format(one.name))]
        if not found:
            raise KnownError("nothing there")
        return books.book(self.ledger.reader, self.dice.choice(found))

    def sample_of(self, book):
        """Values that its rules mostly allow."""
        office = {"ledger": self.ledger, "round": self.round(), "unit": self.unit(), "finding": self.finding()}
        asked = self.dice.randrange(1, 900)
        return sample(book, {**office, "findings": (office["finding"],), "asked": asked}, self.day())

    def add_to_book(self):
        book = self.book()
        verbs.add(self.ledger, EVERYONE, book, self.sample_of(book))

    def edit_book(self):
        book = self.book_in_use()
        words = [field for field in book.all_fields if field.plain and field.holds in (Holds.TEXT, Holds.LONG)]
        field = self.dice.choice(words or [None])
        if field is None:
            raise KnownError("nothing to write")
        verbs.edit(self.ledger, EVERYONE, book, [self.row_of(book)], {field.name: self.dice.choice(["张", "王", "李"])})

    def step_in_book(self):
        book = self.book_in_use()
        row = self.row_of(book)
        state = queries.state_now(self.ledger.reader, book.name, row)
        step = self.dice.choice([one for one in book.steps if state in one.frm] or [None])
        if step is None or step.final:
            raise KnownError("no step")
        told = self.sample_of(book)
        values = {name: told[name] for name in (*step.needs, *step.asks) if name in told}
        verbs.take(self.ledger, EVERYONE, book, row, step, values, reason="理由")

    def bin_in_book(self):
        book = self.book_in_use()
        verbs.remove(self.ledger, EVERYONE, book, [self.row_of(book)])

    def unbin_in_book(self):
        book = self.book()
        verbs.restore(
            self.ledger, EVERYONE, book, [self.one_of(f"select id from [{book.name}] where removed_in is not null")]
        )

    def send_paper(self):
        """One that went out by hand, now and then under a number that another copy may have given too."""
        unit, day = self.unit(), self.day()
        number = self.dice.choice(["", f"云巡督〔2026〕{self.dice.randrange(1, 9)}号"])
        reply_by = self.dice.choice([None, (date.fromisoformat(day) + timedelta(days=15)).isoformat()])
        sent = SentPaper(
            "supervision_letter", "督办函", number, day, "县民政局党组", unit, self.round(), (self.finding(),), reply_by
        )
        registering.register(self.ledger, EVERYONE, sent)

    def paper(self):
        return self.one_of("select id from letter")

    def tell_of_paper(self):
        kind = self.dice.choice(["sent", "receipt", "reply", "note"])
        registering.log_event(self.ledger, EVERYONE, self.paper(), kind, Happening(self.day()))

    def void_paper(self):
        registering.void(self.ledger, EVERYONE, self.paper(), self.day(), "错发")
