"""Words of a reminder of a reply: what has come and what is missing the clerk types, the rest the register tells."""

from desktop.documents.lexicon.replies import WORDS


def test_what_came_is_typed_and_what_lacks_is_asked_where_something_came():
    assert {word.name for word in WORDS if word.typed} == {"已报", "欠报"}
    assert {word.name: word.when for word in WORDS if word.when} == {"欠报": "已报"}
