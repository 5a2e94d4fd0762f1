"""口径: a version is never changed in the grid, and what it gives today is computed and stored nowhere."""

from desktop.ledgers.bases import BASIS_BOOK


def test_no_column_is_typed_in_and_each_says_why():
    assert all(not field.plain and field.reason for field in BASIS_BOOK.fields)


def test_only_the_share_of_today_is_computed():
    assert [field.name for field in BASIS_BOOK.fields if not field.stored] == ["counts"]
