"""L8: fields of the office are known by their names."""

from desktop.ledgers.findings import FIELDS
from desktop.ledgers.own_fields import PREFIX, is_own


def test_a_name_says_whose_a_field_is():
    assert is_own(f"{PREFIX}1") and not is_own("owner") and not is_own("x_own_1")
    assert not any(is_own(field.name) for field in FIELDS)
