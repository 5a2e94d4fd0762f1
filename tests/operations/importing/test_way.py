"""A form that does not say how its JSON is known claims none: a file of another form is never read as its own."""

from desktop.operations.importing.files import WAYS, forms
from desktop.operations.importing.way import SHEETS, Way


def test_a_form_knows_no_content_unless_it_says_how():
    plain = Way("甲", "甲表", SHEETS, None, None)
    assert not any(plain.knows(content) for content in ({}, [], None, {"form": "甲"}, {"events": []}))


def test_no_content_is_claimed_by_two_forms():
    for content in (
        {"form": "dump", "tables": {}},
        {"events": [], "queries": []},
        [{"name": "县财政局"}],
        {},
        [],
        "x",
        3,
        None,
    ):
        assert len([way.form for way in forms() if way.knows(content)]) <= 1, content
    assert len({way.form for way in WAYS}) == len(WAYS)
