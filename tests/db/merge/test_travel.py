"""E1: every table of the ledger is decided: it goes to the other copy, or it stays, and a row of each that goes arrives whole."""

from datetime import timedelta

import pytest

from db.digest import all_tables
from db.merge.travel import SAME_FACT, Travelling
from db.triggers import APPEND_ONLY
from desktop.operations.change import change
from desktop.rules.permissions import Action
from tests import exchanged
from tests.builders import EVERYONE

STAYS = {
    "action", "change_log", "counter", "setting", "user", "draft", "login_record", "backup_record", "drill_record", "purge_record",
    "export_record", "print_layout", "copy_record", "kept_import", "undo_spared", "receipt", "row_origin", "merge_conflict",
    "signing_key", "known_sender",
}  # fmt: skip
"""About this PC, its people and its papers that went out, or what another copy makes by itself."""
LINKS = {
    "register": "finding",
    "sha256": "a" * 64,
    "said": "{}",
    "declaration": "{}",
    "definition": "{}",
    "mapping": "{}",
}
MONTH = "2026-05-20"


def test_every_table_goes_or_stays(ledger):
    assert set(Travelling(ledger.reader).tables) | STAYS == set(all_tables(ledger.reader))
    assert not set(Travelling(ledger.reader).tables) & STAYS


def test_what_is_the_same_fact_is_told_by_columns_that_are_there(ledger):
    travel = Travelling(ledger.reader)
    for table, names in SAME_FACT.items():
        assert set(names) <= {*travel.columns[table], *({"name"} if table == "unit" else ())}, table


def a_row(copy, table, number=1):
    """A row with every needed column, its links to the first rows that are there, made from the table itself."""
    reader = copy.ledger.reader
    links = dict(reader.tuples('select "from", "table" from pragma_foreign_key_list(?)', (table,)))
    checks = reader.value("select sql from sqlite_master where name = ?", (table,))
    fields = {}
    for name, kind, needed, default in reader.tuples(
        'select name, type, "notnull", dflt_value from pragma_table_info(?)', (table,)
    ):
        if name in ("id", "removed_in", "action_id", "copy_of"):
            continue
        if name in links:
            fields[name] = reader.value(f"select max(id) from {links[name]}")
            if fields[name] is None and needed:
                fields[name] = _made(copy, links[name])
        elif name in ("recorded_at", "made_at"):
            fields[name] = f"{MONTH}T09:00:00"
        elif needed or not default:
            fields[name] = _value(name, kind, checks, number)
    return fields


def _value(name, kind, checks, number):
    if f"json_valid({name})" in checks:
        return (
            "[]"
            if name
            in ("findings", "related", "choices", "exclude", "numerator", "words", "differences", "copy_numbers")
            else "{}"
        )
    if f"{name} glob '????" in checks or name.endswith("_on"):
        return MONTH
    if f"check ({name} in (" in checks:
        words = checks.partition(f"check ({name} in (")[2].partition(")")[0]
        return next(word.strip().strip("'") for word in words.split(",") if word.strip() != "''")
    if f"{name} in (" in checks:
        words = checks.partition(f"{name} in (")[2].partition(")")[0]
        word = next(word.strip().strip("'") for word in words.split(",") if word.strip() != "''")
        return int(word) if word.isdigit() else word
    if kind.upper() == "INTEGER":
        return number
    if f"length({name}) = 64" in checks:
        return "a" * 64
    return LINKS.get(name, f"{name}{number}")


def _made(copy, table):
    fields = a_row(copy, table)
    with change(copy.ledger, EVERYONE, Action.RECEIVE, table) as changes:
        return changes.writer.insert(table, {**fields, **_stamp(copy, table, changes)})


def _stamp(copy, table, changes):
    named = copy.ledger.reader.value("select 1 from pragma_table_info(?) where name = 'action_id'", (table,))
    return {"action_id": changes.action_id} if named else {}


def every_table():
    return [*SAME_FACT, "import_batch", "finding", "measure", "finding_event", "evidence", "working_paper", "number_reservation", "letter",
            "letter_figure", "letter_event", "early_reply", "prepared_paper", "saved_view", "talk", "chase", "regulation", "meeting",
            "extension", "round_node", "return_book", "draw", "visit", "check", "survey", "score_scheme", "score_sheet", "inspector", "avoidance", "unit_class", "contact_point", "briefing", "lecture",
            "report_item", "petition", "outcome", "public_notice", "exposure", "special_report", "copy_report", "submission", "review_party",
            "opinion", "secretary_item", "common_group", "recommendation", "unit_meeting", "reminder", "stored_figure", "recurrence", "carry_over", "organisation_duty", "freeze", "archive", "recheck_answer", "recheck_run", "paper_decision",
            "record_file", "record_event", "round_date_event", "import_row", "paper_number"]  # fmt: skip


def test_the_list_of_the_walk_is_whole(ledger):
    assert set(every_table()) == set(Travelling(ledger.reader).tables)


@pytest.mark.parametrize("table", every_table())
def test_a_row_of_each_table_arrives_and_an_edit_of_it_too(tmp_path, table):
    one, two = exchanged.copies(tmp_path, 5, "甲乙", shared=0)
    before = one.ledger.reader.value(f"select count(*) from [{table}]")
    if table == "unit_merge":
        other = one.ledger.reader.column("select id from unit order by id")
        with change(two.ledger, EVERYONE, Action.RECEIVE, table) as changes:
            fields = {"unit_id": other[0], "successor_id": other[1], "merged_on": MONTH, "action_id": changes.action_id}
            made = changes.writer.insert(table, fields)
    elif table == "round_unit":
        with change(two.ledger, EVERYONE, Action.RECEIVE, table) as changes:
            unit = changes.writer.insert("unit", {"short": "新"})
            made = changes.writer.insert(table, {"round_id": 1, "unit_id": unit})
    elif table == "finding_event":
        two.claim()
        made = two.ledger.reader.value("select max(id) from finding_event")
    elif table == "letter_figure":
        letter = _made(two, "letter")
        finding = two.ledger.reader.value("select max(id) from finding")
        with change(two.ledger, EVERYONE, Action.RECEIVE, table) as changes:
            fields = {
                "letter_id": letter,
                "token": "a",
                "name": "b",
                "value": "1",
                "origin": "computed",
                "basis": "",
                "findings": [finding],
            }
            made = changes.writer.insert(table, fields)
    else:
        made = _made(two, table)
    exchanged.agree(one, two)
    one.receive(two.package() | {"files": {"a" * 64: ""}}) if table != "pool_file" else None
    if table == "pool_file":
        return
    assert one.digest == two.digest
    assert one.ledger.reader.value(f"select count(*) from [{table}]") == before + 1
    if table not in APPEND_ONLY:
        two.ledger.clock.now += timedelta(minutes=1)
        text = next(
            (
                name
                for name in ("remark", "note", "title", "text", "leader", "paper", "person")
                if name in Travelling(two.ledger.reader).columns[table]
            ),
            "",
        )
        if text:
            with change(two.ledger, EVERYONE, Action.RECEIVE, "改") as changes:
                changes.writer.update(table, made, {text: "改过"})
            exchanged.agree(one, two)
            one.receive(two.package())
            assert one.digest == two.digest
            assert "改过" in one.ledger.reader.column(f"select {text} from [{table}]")
