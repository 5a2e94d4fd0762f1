"""X1: which head is which field, remembered once for the same heads and forgotten on demand."""

from types import SimpleNamespace

from db.queries import lists
from desktop.operations import undo
from desktop.operations.importing.mappings import forget, remember, signature_of
from tests.builders import EVERYONE


def layout(*keys):
    return [SimpleNamespace(headers=[SimpleNamespace(key=key) for key in keys])]


def held(ledger):
    return [(heads, mapping) for _id, heads, mapping in lists.mappings(ledger.reader)]


def test_the_same_heads_in_any_order_are_one_signature():
    assert (
        signature_of(layout("问题", "单位", "", "问题"))
        == signature_of(layout("单位", "问题"))
        != signature_of(layout("单位"))
    )
    assert signature_of([*layout("单位"), *layout("问题")]) == signature_of(layout("问题", "单位"))


def test_a_mapping_is_kept_once_and_replaced(ledger):
    remember(ledger, EVERYONE, "单位|问题", {"问题": "text"})
    remember(ledger, EVERYONE, "别的", {"甲": "owner"})
    remember(ledger, EVERYONE, "单位|问题", {"问题": "progress"})
    assert sorted(held(ledger)) == [("别的", {"甲": "owner"}), ("单位|问题", {"问题": "progress"})]
    changes = forget(ledger, EVERYONE, [1])
    assert changes.title.endswith("1 个") and held(ledger) == [("别的", {"甲": "owner"})]
    undo.undo(ledger, EVERYONE)
    assert len(held(ledger)) == 2
