"""What a clerk typed follows the paper in sight: what moved is said, what is lost or unsure is shown as an error, and what names nothing is let be."""

from types import SimpleNamespace

import pytest

from desktop.documents import labels
from desktop.documents.section_order import ORDER
from desktop.documents.sections import LEFT_OUT
from desktop.ui.pages.letters import typed_mentions
from desktop.ui.pages.letters.typed_mentions import TypedMentions

FIRST = {"第一部分": "甲", "第二部分": "乙", "表1": "一览"}
MOVED = {"第一部分": "乙", "第二部分": "甲", "表1": "一览"}
WITHOUT = {"第一部分": "乙"}


class Form:
    """A form with one word, and what goes along with it."""

    def __init__(self, text, **beside):
        self.kept = {"提请事项": [text], **beside}
        self.labels, self.put = {}, ()

    def words(self):
        return dict(self.kept)

    def set_fields(self, fields):
        self.labels, self.put = dict(fields.get(labels.LABELS) or {}), tuple(fields.get(labels.NAMED) or ())
        self.kept = {name: value for name, value in fields.items() if name not in (labels.LABELS, labels.NAMED)}

    @property
    def text(self):
        return self.kept["提请事项"][0]


@pytest.fixture
def desk(monkeypatch):
    """A page that keeps what it tells; a paper is what its things are called."""
    monkeypatch.setattr(typed_mentions, "_labels", lambda draft: draft)
    told = []
    page = SimpleNamespace(
        say=lambda text: told.append(("say", text)), show_error=lambda text: told.append(("error", text))
    )
    return TypedMentions(page), told


def test_a_mention_follows_a_moved_section_and_the_paper_is_read_anew(desk):
    mentions, told = desk
    form = Form("见第二部分", **{ORDER: ["乙", "甲"]})
    assert not mentions.follow(FIRST, form) and told == [] and form.labels == FIRST

    assert mentions.follow(MOVED, form)

    assert form.text == "见第一部分" and form.labels == MOVED and form.kept[ORDER] == ["乙", "甲"]
    assert [kind for kind, _text in told] == ["say"] and "改为“见第一部分”" in told[0][1]
    assert not mentions.follow(MOVED, form) and len(told) == 1, "what followed does not follow again"


def test_what_is_no_longer_printed_stands_by_its_name_until_it_is_back(desk):
    mentions, told = desk
    form = Form("见表1")
    mentions.follow(FIRST, form)
    assert mentions.follow(WITHOUT, form) and form.text == "见表“一览”" and form.put
    assert told[-1][0] == "error" and "所指的没有印出" in told[-1][1]
    assert mentions.follow(FIRST, form) and form.text == "见表1" and form.put == ()


def test_what_may_be_a_mention_is_left_alone_and_shown_as_an_error(desk):
    mentions, told = desk
    form = Form("由第二部分可见")
    mentions.follow(FIRST, form)
    assert not mentions.follow(MOVED, form) and form.text == "由第二部分可见"
    assert [kind for kind, _text in told] == ["error"] and form.labels == MOVED


@pytest.mark.parametrize("text", ["群众代表1名", "第二部分学生"])
def test_words_that_name_nothing_keep_no_labels(desk, text):
    mentions, told = desk
    form = Form(text, **{LEFT_OUT: ["见第二部分"]})
    form.labels, form.put = FIRST, ("x",)
    assert not mentions.follow(MOVED, form)
    assert (form.labels, form.put, form.text, told) == ({}, (), text, [])


def test_what_was_kept_of_another_paper_is_not_taken_for_the_one_in_hand(desk):
    mentions, told = desk
    form = Form("见第二部分")
    mentions.follow(FIRST, form)
    mentions.forget()
    form.labels = {}  # another paper is put into the form: nothing is known of it yet
    assert not mentions.follow(MOVED, form) and form.text == "见第二部分" and told == []
    form.labels = FIRST  # one that was put by comes with what it saw
    assert mentions.follow(MOVED, form) and form.text == "见第一部分"


def test_without_a_paper_nothing_is_followed(desk):
    mentions, told = desk
    form = Form("见第二部分")
    assert not mentions.follow(None, form) and form.labels == {} and told == []
