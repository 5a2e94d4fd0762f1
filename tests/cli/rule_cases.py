"""Every rule R of the plain books with a sound record and the change that breaks it, in the words that a clerk types."""

UNIT, OTHER_UNIT, ROUND = "县民政局党组", "县财政局党组", "十五届县委第六轮（常规）"
PAST, TOMORROW = "2026-05-01", "2026-06-06"
OF_UNIT = {"unit": UNIT, "round": ROUND}
SOUND = {
    "working_paper": {**OF_UNIT, "title": "超标准发放津补贴", "made_on": PAST, "materials": "凭证"},
    "petition": {"way": "来信", "on": PAST, "summary": "低保评定不公开", "unit": UNIT},
    "submission": {**OF_UNIT, "kind": "整改方案", "received_on": PAST},
    "unit_meeting": {**OF_UNIT, "kind": "民主生活会", "held_on": PAST},
    "copy_report": {"addressee": "副县长", "round": ROUND, "sent_on": "2026-05-02"},
    "outcome": {"unit": UNIT, "on": PAST, "kind": "提醒谈话", "persons": "1", "person_times": "1"},
    "public_notice": {**OF_UNIT, "channel": "党内"},
    "exposure": {"on": PAST, "channel": "县电视台", "unit": UNIT},
    "special_report": {"title": "津补贴问题", "to": "县委书记", "on": PAST},
    "stored_figure": {"name": "整改落实率", "value": "95.1", "as_of": PAST, "source": "通报"},
    "recommendation": {"unit": UNIT, "issued_on": PAST, "items": "3", "title": "规范津补贴"},
}
BROKEN = [
    ("working_paper", "in_future", {"made_on": TOMORROW}),
    ("working_paper", "approved_first", {"approver": "高明"}),
    ("petition", "in_future", {"on": TOMORROW}),
    ("petition", "before_petition", {"answered_on": "2026-04-30"}),
    ("petition", "before_petition", {"due_on": "2026-04-30"}),
    ("submission", "in_future", {"received_on": TOMORROW}),
    ("unit_meeting", "in_future", {"held_on": TOMORROW}),
    ("copy_report", "in_future", {"sent_on": TOMORROW}),
    ("copy_report", "before_dispatch", {"receipt_on": PAST}),
    ("copy_report", "before_instruction", {"instruction_on": "2026-05-03", "answer_due": "2026-05-02"}),
    ("outcome", "in_future", {"on": TOMORROW}),
    ("outcome", "persons_over_times", {"persons": "2"}),
    ("public_notice", "in_future", {"published_on": TOMORROW}),
    ("public_notice", "not_approved", {"exempt_ground": "涉及国家秘密"}),
    ("exposure", "in_future", {"on": TOMORROW}),
    ("special_report", "in_future", {"on": TOMORROW}),
    ("stored_figure", "in_future", {"as_of": TOMORROW}),
    ("recommendation", "in_future", {"replied_on": TOMORROW}),
    ("recommendation", "before_letter", {"replied_on": "2026-04-30"}),
    ("recommendation", "adopted_over_items", {"items_adopted": "4"}),
]
BY_OTHERS = {
    "public_notice": {"no_day"},
    "submission": {"opinions_open"},
    "opinion": {"other_unit", "already_passed"},
    "review_party": {"too_many_parties"},
}
"""Rules that a step or other records break: each has a test of its own."""
