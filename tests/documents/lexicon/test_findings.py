"""Words of findings: rows and counts come from the ledger; a count says what it counts."""

from desktop.documents.lexicon.findings import COLUMNS, WORDS


def test_only_the_next_step_and_the_reasons_of_a_refusal_are_typed():
    assert {word.name for word in (*COLUMNS, *WORDS) if word.typed} == {"下步", "不认定原因"}


def test_every_count_has_its_unit_and_every_count_of_findings_its_level():
    for word in (*COLUMNS, *WORDS):
        if word.kind == "整数":
            assert word.unit and bool(word.level) is (word.unit == "个" or word.level == "具体表现"), word.name


def test_the_list_of_findings_has_every_column():
    assert next(word for word in WORDS if word.name == "问题清单").items is COLUMNS
