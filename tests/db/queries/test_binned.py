"""Which columns name rows that have a bin: read from the schema, of tables whose rows have one themselves."""

from db.queries import binned
from tests.builders import a_finding


def test_the_columns_are_those_of_the_schema_and_a_row_that_names_none_in_the_bin_is_not_found(ledger):
    a_finding(ledger)
    links = binned.links(ledger.reader)
    assert {("unit_id", "unit"), ("round_id", "round")} <= set(links["finding"]) and "finding_event" not in links
    assert binned.naming_the_bin(ledger.reader, "finding", links["finding"], [1]) == ()
