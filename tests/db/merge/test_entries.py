"""Entries of a copy's log: which rows went into the bin, and what a unit was called at first."""

from db.merge.entries import Entry, first_name, moved


def entry(table, row, verb, **after):
    return Entry(1, table, row, verb, after, f"{table}-{row}-{verb}")


def test_a_row_whose_removal_was_written_went_into_the_bin():
    log = [entry("finding", 1, "update", removed_in=7), entry("finding", 2, "update", text="未研究意识形态工作")]

    assert moved(log) == {("finding", 1)}
    assert moved(log, out=True) == frozenset()


def test_a_row_whose_removal_was_cleared_came_out_of_the_bin():
    log = [entry("finding", 1, "update", removed_in=None)]

    assert moved(log, out=True) == {("finding", 1)}
    assert moved(log) == frozenset()


def test_a_row_that_was_entered_as_removed_went_into_the_bin_a_new_living_one_did_not_come_out():
    log = [entry("measure", 3, "insert", removed_in=7), entry("measure", 4, "insert", removed_in=None)]

    assert moved(log) == {("measure", 3)}
    assert moved(log, out=True) == frozenset()


def test_the_first_name_of_a_unit_is_that_of_its_own_entry():
    log = [
        entry("unit_name", 1, "insert", unit_id=5, name="县林业局党组"),
        entry("unit_name", 2, "update", unit_id=6, name="县水务局党组"),
        entry("unit_alias", 3, "insert", unit_id=6, name="水务局"),
        entry("unit_name", 4, "insert", unit_id=6, name="县水利局党组"),
    ]

    assert first_name(6, log) == "县水利局党组"
    assert first_name(7, log) == ""
