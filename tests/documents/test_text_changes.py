"""How one text has become another: what is told is exactly what differs, and the two sides can be put together from it."""

import random

from desktop.documents.text_changes import GONE, NEW, SAME, Piece, changed_paragraphs, pieces


def side(found, kind):
    return "".join(piece.text for piece in found if piece.kind in (SAME, kind))


def test_a_changed_word_is_told_within_its_sentence_and_a_tag_is_told_whole():
    found = pieces("现予督办，请于{{回复期限}}前回复。", "特此督办，请于{{答复期限|日期}}前回复。")
    assert found == (
        Piece(GONE, "现予"), Piece(NEW, "特此"), Piece(SAME, "督办，请于"),
        Piece(GONE, "{{回复期限}}"), Piece(NEW, "{{答复期限|日期}}"), Piece(SAME, "前回复。"),
    )  # fmt: skip


def test_a_number_is_told_whole():
    assert Piece(GONE, "15") in pieces("自收到之日起15个工作日内回复", "自收到之日起10个工作日内回复")


def test_a_sentence_that_is_another_one_is_told_whole():
    assert pieces("请各单位抓紧整改", "附件：清单一份") == (
        Piece(GONE, "请各单位抓紧整改"),
        Piece(NEW, "附件：清单一份"),
    )


def test_an_added_and_a_removed_paragraph_stand_in_their_places():
    found = changed_paragraphs(("标题", "第一句话在这里", "落款"), ("标题", "落款", "附注"))
    assert [(one.kind, one.before, one.after) for one in found] == [(GONE, 2, 0), (NEW, 0, 3)]


def test_the_same_text_has_no_changes():
    assert changed_paragraphs(("甲", "乙"), ("甲", "乙")) == ()


def test_both_sides_of_any_two_texts_come_out_of_what_is_told():
    chance = random.Random(7)
    for _round in range(200):
        old = [
            "".join(chance.choices("整改率为{{率}}12，。", k=chance.randint(1, 14)))
            for _ in range(chance.randint(0, 8))
        ]
        new = [chance.choice([line, line[::-1], line + "改"]) for line in old if chance.random() > 0.2]
        found = changed_paragraphs(old, new)
        gone, come = {one.before for one in found}, {one.after for one in found}
        stay = [line for place, line in enumerate(old, 1) if place not in gone]
        assert stay == [line for place, line in enumerate(new, 1) if place not in come], "what is not told is the same"
        for one in found:
            assert side(one.pieces, GONE) == (old[one.before - 1] if one.before else "")
            assert side(one.pieces, NEW) == (new[one.after - 1] if one.after else "")


def test_a_cell_that_holds_a_figure_alone_is_no_sentence():
    told = changed_paragraphs(("3", "尚有3个"), ("4", "尚有4个"))
    assert [one.is_sentence for one in told] == [False, True]
