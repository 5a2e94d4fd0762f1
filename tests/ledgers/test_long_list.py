"""Things made of their keys when they are looked at."""

from desktop.ledgers.long_list import Made


def test_what_is_made_of_a_key_is_made_when_it_is_looked_at_and_not_before():
    looked = []

    def make(key):
        looked.append(key)
        return f"第{key}条"

    made = Made(range(100_000), make)
    assert len(made) == 100_000 and looked == []

    assert (made[-1], made[3:5]) == ("第99999条", ("第3条", "第4条"))
    assert looked == [99_999, 3, 4]


def test_a_walk_makes_each_in_its_order_and_none_is_nothing():
    assert list(Made((3, 1), str)) == ["3", "1"] and not Made((), str)
