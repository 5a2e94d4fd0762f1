"""采纳率 is over the items of the letters replied to."""

from desktop.rules.adoption import Adoption, Advice, adoption


def test_a_letter_that_waits_and_one_that_says_no_number_are_not_in_the_rate():
    letters = [Advice(True, 4, 3), Advice(True, 2, 0), Advice(False, 5, 0), Advice(True, 0, 0)]

    assert adoption(letters) == Adoption(letters=2, items=6, taken=3)
    assert adoption([]) == Adoption(0, 0, 0)
