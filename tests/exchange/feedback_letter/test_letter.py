"""The four counts of a letter that was read add up to all of its paragraphs (page 22)."""

from desktop.exchange.feedback_letter.letter import HEADINGS, UNRECOGNISED, Context, FeedbackLetter, Proposal


def test_every_paragraph_is_counted_once_under_what_it_became():
    """Two findings of one paragraph have one source."""
    reasons = [*sorted(HEADINGS), UNRECOGNISED, UNRECOGNISED, "intro", "signature", "note"]
    letter = FeedbackLetter(
        findings=[Proposal(1, [], "甲", [20, 21]), Proposal(2, [], "乙", [21])],
        context=[Context(place, reason, "x") for place, reason in enumerate(reasons)],
    )
    assert letter.counts() == {"问题来源": 2, "层级标题": 4, "说明": 3, "没有认出": 2}


def test_a_letter_without_anything_counts_nothing():
    assert sum(FeedbackLetter().counts().values()) == 0
