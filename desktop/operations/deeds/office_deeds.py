"""The deeds on units, rounds and users."""

from __future__ import annotations

from typing import Any

from db.queries import books as record_queries
from db.queries import facts, register
from db.queries import rounds as round_queries
from db.queries import units as unit_queries
from db.queries import users as user_queries
from db.queries.books import Record
from db.queries.standing import EVER
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.register import Register, Step
from desktop.ledgers.round_nodes import ROUND_NODES
from desktop.ledgers.rounds import ROUND_EDITABLE
from desktop.ledgers.units import UNIT_EDITABLE
from desktop.operations import rounds, units, users
from desktop.operations.change import change
from desktop.operations.deeds.hand import Deed, Done, Hand
from desktop.operations.office import POSTS, set_up
from desktop.operations.packages import settling
from desktop.operations.records import verbs
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import RECORD_ACTIONS, RIGHT_WORDS, Right, require

NODES = {
    "动员": "mobilised_on",
    "进驻": "on_site_from",
    "撤离": "on_site_to",
    "领导小组听取": "leading_group_on",
    "书记专题会": "secretary_meeting_on",
    "反馈": "feedback_on",
    "整改方案报备": "plan_due_on",
    "中期提醒": "reminder_on",
    "集中整改期满": "ends_on",
    "回访督查": "review_due_on",
}
_UNIT = tuple(sorted(UNIT_EDITABLE))
_ROUND = tuple(sorted(ROUND_EDITABLE - {"name"}))


def add_unit(hand: Hand) -> Done:
    """A unit with its aliases."""
    given: dict[str, Any] = {name: hand.text(name) for name in _UNIT if name in hand.args and name != "sort"}
    if "sort" in hand.args:
        given["sort"] = hand.whole("sort") or 0
    if register.unit_id(hand.reader, hand.text("name")) is not None:
        raise KnownError(f"已有单位“{hand.text('name')}”。请直接选用它，或改正名称。", "taken")
    draft = UnitDraft(hand.text("name"), tuple(str(one) for one in hand.several("aliases")), **given)
    [unit_id], _changes = units.add(hand.ledger, hand.actor, [draft])
    return _unit(hand, unit_id)


def edit_unit(hand: Hand) -> Done:
    """Plain fields; another kind or county leader since `on`, or all along where the step `corrects`."""
    unit_id = hand.unit("number")
    given: dict[str, Any] = {name: hand.text(name) for name in _UNIT if name in hand.args and name != "sort"}
    if "sort" in hand.args:
        given["sort"] = hand.whole("sort") or 0
    if given:
        corrects = hand.flag("corrects")
        units.edit(hand.ledger, hand.actor, unit_id, given, hand.text("reason"), on=hand.on(), corrects=corrects)
    for alias in hand.several("aliases"):
        units.add_alias(hand.ledger, hand.actor, unit_id, str(alias))
    return _unit(hand, unit_id)


def rename_unit(hand: Hand) -> Done:
    """更名 from a date on."""
    unit_id = hand.unit("number")
    units.rename(hand.ledger, hand.actor, unit_id, hand.text("name"), hand.on(), hand.text("paper"))
    return _unit(hand, unit_id)


def merge_unit(hand: Hand) -> Done:
    """撤并 into another unit from a date on; answers the successor."""
    unit_id, into = hand.unit("number"), hand.unit("into")
    units.merge(hand.ledger, hand.actor, unit_id, into, hand.on(), hand.text("paper"))
    return _unit(hand, into)


def add_round(hand: Hand) -> Done:
    """A round, with its units where they are named."""
    name = hand.text("name")
    placed = [Hand(hand.ledger, hand.actor, hand.folder, {"unit": one}).unit() for one in hand.several("units")]
    given = _round_fields(hand) | ({"code": hand.text("code")} if hand.text("code") else {})
    round_id, _changes = rounds.add(hand.ledger, hand.actor, name, given)
    if placed:
        rounds.place_units(hand.ledger, hand.actor, round_id, placed)
    return _round(hand, round_id)


def edit_round(hand: Hand) -> Done:
    """Dates and other fields; `units` are placed in it, with `unit_feedback_on` where theirs differs."""
    round_id = hand.round("number")
    placed = [Hand(hand.ledger, hand.actor, hand.folder, {"unit": one}).unit() for one in hand.several("units")]
    given = _round_fields(hand)
    if given:
        rounds.edit(hand.ledger, hand.actor, round_id, given, hand.text("reason"))
    if placed:
        rounds.place_units(hand.ledger, hand.actor, round_id, placed, hand.day("unit_feedback_on"), hand.text("reason"))
    return Done(hand.text("number"))


def node(hand: Hand) -> Done:
    """The day of a node by its name: one of the timetable, else one of the round's own, any number of them."""
    column = NODES.get(hand.text("name"))
    if column is None:
        return _own_node(hand)
    round_id = hand.round("number")
    rounds.edit(
        hand.ledger,
        hand.actor,
        round_id,
        {column: hand.day("due_on") or hand.day("done_on") or hand.on()},
        hand.text("reason"),
    )
    return _round(hand, round_id)


def move_node(hand: Hand) -> Done:
    """Another day for a node, with the reason."""
    if not hand.text("reason"):
        raise KnownError("改变节点日期要写明理由。", "no_reason")
    column, present = NODES.get(hand.text("name")), round_queries.round_by_id(hand.reader, hand.round("number"))
    there = _known_node(hand) is not None if column is None else present is not None and getattr(present, column)
    if not there:
        raise KnownError(f"节点“{hand.text('name')}”还没有日期，不能改期。请先登记。", "wrong_state")
    return node(hand)


def add_user(hand: Hand) -> Done:
    """A person with rights, and a passphrase where one is given."""
    users.add(hand.ledger, hand.actor, hand.text("name"), _rights(hand), hand.text("passphrase"))
    return Done(hand.text("name"))


def edit_user(hand: Hand) -> Done:
    """Other rights."""
    users.set_rights(hand.ledger, hand.actor, hand.text("number"), _rights(hand))
    return Done(hand.text("number"))


def reset_user(hand: Hand) -> Done:
    """A new passphrase."""
    users.set_passphrase(hand.ledger, hand.actor, hand.text("number"), hand.text("passphrase"))
    return Done(hand.text("number"))


def remove_user(hand: Hand) -> Done:
    """A person leaves; what is open goes to `hand_over_to`."""
    users.deactivate(hand.ledger, hand.actor, hand.text("number"), hand_over_to=hand.text("hand_over_to"))
    row = user_queries.user(hand.ledger.writing(), hand.text("number"))
    return Done(hand.text("number"), "active" if row is not None and row.active else "inactive")


def _unit(hand: Hand, unit_id: int) -> Done:
    return Done(unit_queries.name_on(hand.reader, unit_id, hand.ledger.today()))


def _round(hand: Hand, round_id: int) -> Done:
    """A round by its code, which is given once and never changes."""
    return Done(facts.round_code(hand.reader, round_id))


def _round_fields(hand: Hand) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if hand.text("parent_round"):
        given[rounds.PARENT] = hand.round("parent_round")
    for name in _ROUND:
        if name in hand.args:
            dated = name in rounds.DATED or name.endswith("_on")
            given[name] = hand.day(name) if dated else hand.whole(name) if name == "months" else hand.text(name)
    return given


def _known_node(hand: Hand) -> Record | None:
    """The node of the round's own that has this name."""
    book, round_id = books.book(hand.reader, ROUND_NODES.name), hand.round("number")
    found = record_queries.records(hand.reader, book.shape, EVER)
    return next((one for one in found if (one.stored["round"], one.name) == (round_id, hand.text("name"))), None)


def _own_node(hand: Hand) -> Done:
    """A node of the round's own: entered, moved with its reason, or done; all of it or nothing."""
    book, known = books.book(hand.reader, ROUND_NODES.name), _known_node(hand)
    due, done, reason = hand.day("due_on"), hand.day("done_on"), hand.text("reason")
    steps: list[tuple[Step, dict[str, Any]]] = []
    if known is not None and due and due != known.stored["due_on"]:
        steps.append((_step(book, "move"), {"due_on": due}))
    if done:
        steps.append((_step(book, "finish"), {"done_on": done}))
    actions = [
        RECORD_ACTIONS[right]
        for right in (*([book.add_right] if known is None else []), *(one.right for one, _ in steps))
    ]
    for action in actions:
        require(hand.actor, action)
    if not actions:
        return Done(hand.text("number"))
    with change(hand.ledger, hand.actor, actions[-1], f"登记节点 {hand.text('name')}", reason=reason) as changes:
        if known is None:
            values = {
                "name": hand.text("name"),
                "round": hand.round("number"),
                "due_on": due or (None if done else hand.on()),
            }
            record = verbs.insert(hand.ledger, changes, book, verbs.Draft(values)).id
        else:
            record = known.id
        for step, told in steps:
            verbs.move(hand.ledger, hand.actor, changes, book, record, step, told, reason=reason)
    return Done(hand.text("number"))


def _step(book: Register, name: str) -> Step:
    step = book.step(name)
    if step is None:
        raise KnownError(f"{book.title}没有“{name}”这一步。", "unknown_choice")
    return step


def _rights(hand: Hand) -> frozenset[Right]:
    words = {word: right for right, word in RIGHT_WORDS.items()}
    found = []
    for given in hand.several("rights"):
        right = words.get(str(given)) or next((one for one in Right if one == given), None)
        if right is None:
            raise KnownError(f"没有“{given}”这种权限。可用：{'、'.join(words)}。", "unknown_choice")
        found.append(right)
    return frozenset(found)


def edit_office(hand: Hand) -> Done:
    """The posts of inspectors, by which the load is divided; empty takes them away."""
    set_up(hand.ledger, hand.actor, {POSTS: hand.text("posts")}, "修改巡察编制")
    return Done("office")


def settle_conflict(hand: Hand) -> Done:
    """A conflict between copies, by its number: the side that holds (1 is shown), or own words."""
    own = hand.text("value") if "value" in hand.args else None
    changes = settling.settle(hand.ledger, hand.actor, hand.whole("number") or 0, (hand.whole("take") or 1) - 1, own)
    return Done(changes.title)


UNIT_DEEDS: dict[str, Deed] = {
    "add": Deed(add_unit, "登记单位", ("name", "aliases", *_UNIT), ("name",)),
    "edit": Deed(edit_unit, "修改单位", ("aliases", "corrects", *_UNIT)),
    "rename": Deed(rename_unit, "单位更名", ("name", "paper"), ("name",)),
    "merge": Deed(merge_unit, "单位撤并", ("into", "paper"), ("into",)),
}
ROUND_DEEDS: dict[str, Deed] = {
    "add": Deed(add_round, "新建轮次", ("name", "code", "units", "parent_round", *_ROUND), ("name",)),
    "edit": Deed(edit_round, "修改轮次", ("units", "unit_feedback_on", "parent_round", *_ROUND)),
    "node": Deed(node, "登记节点", ("name", "due_on", "done_on"), ("name",)),
    "move_node": Deed(move_node, "节点改期", ("name", "due_on", "done_on"), ("name", "due_on"), reason=True),
}
_M = Right.MANAGE
OFFICE_DEEDS: dict[str, Deed] = {
    "edit": Deed(edit_office, "修改机关设置", ("posts",), ("posts",), _M),
    "settle": Deed(settle_conflict, "定下合并冲突", ("take", "value"), ("number",), Right.REVIEW),
}
USER_DEEDS: dict[str, Deed] = {
    "add": Deed(add_user, "新增用户", ("name", "rights", "passphrase"), ("name", "rights"), _M),
    "edit": Deed(edit_user, "调整权限", ("rights",), ("rights",), _M),
    "reset": Deed(reset_user, "重设口令", ("passphrase",), ("passphrase",), _M),
    "remove": Deed(remove_user, "停用用户", ("hand_over_to",), (), _M),
}
