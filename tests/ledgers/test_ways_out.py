"""A5: which ways out the register tells of, what each carries, and which ask for mark and purpose."""

from desktop.ledgers.ways_out import BY_NAME, EXPORT, PAPER, PRINT, REGISTERED, WAYS, Carries
from desktop.rules.permissions import Action


def named(wanted):
    return {way.name for way in WAYS if wanted(way)}


def test_every_way_is_known_by_a_name_of_its_own_and_those_of_the_register_have_a_purpose():
    assert len(BY_NAME) == len(WAYS) and all(BY_NAME[way.name] is way for way in WAYS)
    assert {way.name for way in REGISTERED} == named(lambda way: way.purpose) == named(lambda way: not way.elsewhere)


def test_no_mark_and_purpose_are_asked_where_nobody_outside_gets_it_or_it_tells_by_itself():
    assert named(lambda way: not way.asks) == {
        "list_again", "paper_opened", "evidence_opened", "template_copy", "paper_draft", "template_trial", "backup", "diagnosis",
        "recovery_sheet", "key_table", "self_test", "demonstration", "form_mended",
    }  # fmt: skip


def test_a_way_is_a_print_a_paper_or_an_export_and_asks_for_the_right_of_its_deed():
    assert {way.kind for way in WAYS} == {EXPORT, PAPER, PRINT}
    other = {way.name: way.action for way in WAYS if way.action is not Action.EXPORT}
    assert other == {
        "list_pdf": Action.PRINT, "list_print": Action.PRINT, "list_again": Action.PRINT, "pack_pdf": Action.PRINT, "pack_print": Action.PRINT, "paper": Action.ISSUE, "paper_print": Action.PRINT,
        "sheet_print": Action.PRINT, "dump": Action.DUMP, "open_set": Action.DUMP, "package": Action.PACKAGE, "archive_package": Action.SEAL_RECORD, "backup": Action.BACK_UP,
    }  # fmt: skip


def test_the_whole_ledger_or_a_whole_round_leaves_in_five_ways_only():
    """The open set is the dump with its lists beside it (product.md B6); the package of an archive is a whole round (S6)."""
    assert named(lambda way: way.carries is Carries.WHOLE) == {
        "dump",
        "open_set",
        "package",
        "archive_package",
        "backup",
    }
