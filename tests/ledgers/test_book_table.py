"""The table of a book without states: exactly its fields; and what a plain edit may set."""

from desktop.ledgers.book_table import editable, table_from
from desktop.ledgers.column import Mark, Shape
from desktop.ledgers.field import Field
from desktop.ledgers.register import Register

OWN = Mark(Shape.DOT, "自己")
BOOK = Register(
    "thing",
    "物",
    "件",
    "",
    (
        Field("a", "甲", mark=lambda _one: OWN),
        Field("b", "乙", reason="算"),
        Field("c", "丙", stored=False),
        Field("d", "丁", set_by="办"),
    ),
)


def test_the_table_has_the_fields_in_their_order_and_draws_what_the_page_knows():
    table = table_from(BOOK, frozen=2, marks={"b": lambda _one: Mark(Shape.DASH, "页")})
    assert ([column.field for column in table.columns], table.name, table.frozen, table.title, table.unit_word) == (
        list("abcd"),
        "things",
        2,
        "物",
        "件",
    )
    assert (table.column("a").mark(None).word, table.column("b").mark(None).word, table.column("c").mark) == (
        "自己",
        "页",
        None,
    )
    assert table_from(BOOK, name="other").name == "other"


def test_plain_stored_fields_alone_are_edited():
    assert editable(BOOK) == {"a"}
