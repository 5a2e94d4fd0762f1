"""The log speaks Chinese: every column of every table and every code that is written has a word (W-4)."""

from __future__ import annotations

from db.queries.books import column_of
from db.queries.standing import EVER_SINCE, FACTS
from desktop.ledgers import books
from desktop.ledgers.stored_words import CODED, column_word, value_words
from desktop.ledgers.table_words import TABLE_WORDS
from tests.builders import a_finding

OURS = ("_sqlite_migrations",)


def test_every_column_of_every_table_has_a_word(ledger):
    """W-4"""
    tables = ledger.reader.column("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    lacking = [
        f"{table}.{column}"
        for table in tables
        if table not in OURS and table in TABLE_WORDS
        for column in ledger.reader.column("select name from pragma_table_info(?)", (table,))
        if not column_word(table, column)
    ]
    assert lacking == []


def test_states_flags_moments_and_lists_are_told_in_words():
    """W-4"""
    assert value_words("finding_event", "verdict_state", "done") == "已销号"
    assert value_words("finding_event", "claim_state", "done") == "已完成"
    assert value_words("finding_event", "recorded_at", "2026-06-05T10:32:00.000000") == "2026-06-05 10:32"
    assert value_words("finding", "is_common", 1) == "是"
    assert value_words("record_event", "register", "talk") == "约谈提醒"
    assert value_words("round_date_event", "name", "due_on") == "时限"
    assert value_words("backup_record", "counts", '{"round": 12, "unit": 3}') == "轮次 12；单位 3"
    assert value_words("letter", "kind", "x_letter", {"x_letter": "某函"}) == "某函"
    assert value_words("setting", "name", "leader_titles") == CODED


def test_what_one_entry_of_a_finding_wrote_holds_no_code_of_ours(ledger):
    """W-4: every value that entering a finding wrote, as the log would show it."""
    import json
    import re

    a_finding(ledger)
    for table, after in ledger.reader.tuples("select table_name, after from change_log where after <> ''"):
        for name, value in json.loads(after).items():
            if (table, name) not in (("action", "kind"),):
                assert not re.search(r"[a-z]{3,}_|T\d\d:", value_words(table, name, value)), (table, name, value)


def test_a_dated_fact_in_the_log_is_called_by_its_field_and_a_day_before_all_days_by_a_word():
    """W-4"""
    for names in FACTS.values():
        for name in names:
            assert value_words("record_event", "step", name) == column_word("finding", name) != ""
    assert value_words("record_event", "effective_on", EVER_SINCE) == "一直"
    assert value_words("record_event", "effective_on", "2026-06-05") == "2026-06-05"


def test_a_column_of_a_book_has_the_word_of_its_declaration_and_a_name_is_a_fact_only_in_its_own_table():
    """W-4"""
    from desktop.ledgers import books

    for book in books.declared():
        for field in book.fields:
            column = book.shape.columns.get(field.name)
            if column == field.name:
                assert column_word(book.name, column) == field.title, (book.name, column)
    assert value_words("unit_name", "name", "县民政局党组") == "县民政局党组"
    assert value_words("round_date_event", "name", "feedback_on") not in ("", "feedback_on", CODED)


def test_a_column_is_called_as_the_field_that_it_stores(ledger):
    """W-4: a column whose name is a word of SQL, or a link with _id, is the field of its book, not a word of another table."""
    for register in books.declared():
        for field in register.all_fields:
            assert column_word(register.name, column_of(field.name, field.holds)) == field.title, (
                register.name,
                field.name,
            )


def test_a_choice_of_every_book_is_told_by_its_word():
    """W-4"""
    for register in books.declared():
        for field in register.all_fields:
            for code, word in ({} if field.many else field.choices).items():
                assert value_words(register.name, column_of(field.name, field.holds), code) == word


def test_what_stands_under_a_key_of_words_is_told_under_these_and_a_code_of_ours_under_none():
    assert value_words("backup_record", "counts", '{"甲": 12, "strange_key": 3}') == f"甲 12；{CODED} 3"
