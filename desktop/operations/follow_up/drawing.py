"""What a draw does beside its record: it draws, it is checked by a second person, and it is locked only while its frame stands (M10, W9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.queries import books as queries
from db.queries import facts
from db.queries.standing import EVER
from db.reader import Reader
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.draws import DRAWS, REPLACED, TWO_DIGITS
from desktop.operations.follow_up.frames import drawn_in_words, frame_of, read_back, share_of, written
from desktop.operations.follow_up.taking import Taking
from desktop.rules.draws import Drawn, Eligible, draw, in_fours, sum_of
from desktop.rules.moments import to_minute


def filled(reader: Reader, values: dict[str, Any], today: str, at: str) -> dict[str, Any]:
    """Draw: the values with seed, frame, counts and sums. The drawn numbers are not among them until the draw is locked."""
    round_id = values.get("round")
    if not round_id:
        return values
    usual = {"seed_date": today, "as_of": today, "purpose": "follow_up", "share": "1/3"}
    values |= {name: value for name, value in usual.items() if not values.get(name)}
    values["seed"] = seed_of(values)
    without = set(values.get("excluded") or ())
    frame = frame_of(reader, int(round_id), values["as_of"], without=without)
    if not frame:
        raise KnownError(f"本轮截至 {values['as_of']} 没有可抽的问题。请核对轮次和截至日。", "empty")
    drawn = draw(frame, values["seed"], share_of(values["share"]))
    return {
        **values,
        "units_drawn": len(drawn.units), "units_of": drawn.units_of, "findings_drawn": len(drawn.findings), "findings_of": drawn.findings_of,
        "frame_sha256": drawn.frame_sha256, "result_sha256": drawn.result_sha256, "drawn_at": to_minute(at),
        "former": former(reader, values), "frame": written(frame),
    }  # fmt: skip


def seed_of(values: Mapping[str, Any]) -> str:
    """The text that was given, else the day of the draw, a hyphen and the two digits that were spoken."""
    digits = f"{values.get('seed_digits_a') or ''}{values.get('seed_digits_b') or ''}"
    if values.get("seed"):
        return str(values["seed"])
    if len(digits) != 2:
        raise KnownError(TWO_DIGITS, "two_digits")
    return f"{str(values['seed_date']).replace('-', '')}-{digits}"


def may_add(reader: Reader, values: Mapping[str, Any]) -> None:
    """A round has one standing draw for a purpose: whoever draws again says first why the former does not count."""
    purpose = values.get("purpose") or "follow_up"
    for record in queries.records(reader, books.book(reader, DRAWS.name).shape, EVER):
        same = record.stored["round"] == values.get("round") and record.stored["purpose"] == purpose
        if same and record.state != REPLACED:
            raise KnownError(f"本轮已有 {record.number}。要另抽，先写明理由把它作废。", "same_draw")


def result_of(record: Mapping[str, Any]) -> Drawn:
    """What a draw drew, drawn again from its own frame, seed and share."""
    return draw(read_back(record["frame"]), record["seed"], share_of(record["share"]))


def locked(taking: Taking) -> dict[str, Any]:
    """The result, entered for good; KnownError where the frame is no longer the one that was drawn from."""
    reader, record = taking.reader, taking.record
    frame = read_back(record["frame"])

    def on(day: str) -> tuple[Eligible, ...]:
        return frame_of(reader, int(record["round"]), day, without=set(record["excluded"]))

    _same_frame(frame, on(record["as_of"]))
    _same_frame(on(record["drawn_at"][:10]), on(taking.today))  # whatever day the lock is dated
    drawn = result_of(record)
    numbers = set(drawn.findings)
    ids = tuple(found for number in drawn.findings if (found := facts.finding_id(reader, number)) is not None)
    return {**taking.values, "units": drawn_in_words(frame, numbers), "findings": ids}


def checked(taking: Taking) -> dict[str, Any]:
    """A second person types the seed and comes to the same sum."""
    record, typed = taking.record, str(taking.values.get("seed") or "").strip()
    number = record["number"]
    again = draw(read_back(record["frame"]), typed, share_of(record["share"]))
    if again.result_sha256 != record["result_sha256"]:
        told = f"{in_fours(again.result_sha256)}，抽取时是 {in_fours(record['result_sha256'])}"
        raise KnownError(f"{number} 重抽的结果校验码是 {told}，不相同。请核对种子。", "not_the_same")
    return {"checked_by": taking.actor.name}


def may_remove(record: Mapping[str, Any]) -> None:
    """What was locked or replaced is kept in its book."""
    if record["state"] != DRAWS.first_state:
        raise KnownError(f"{record['number']} 已锁定或作废，要留存，不能移入回收站。", "sealed")


def former(reader: Reader, values: Mapping[str, Any]) -> str:
    """The earlier draws of the round for the same purpose, with what became of them: whoever reads the form sees every one."""
    shape, told = books.book(reader, DRAWS.name).shape, []
    for gone in (False, True):
        for record in queries.records(reader, shape, EVER, removed=gone):
            if (record.stored["round"], record.stored["purpose"]) == (values["round"], values["purpose"]):
                steps = queries.standing_events(reader, DRAWS.name, record.id)
                why = "移入回收站" if gone else steps[-1].reason
                told.append(f"{record.number}（{record.seed}）：{why}")
    return "\n".join(told)


def _same_frame(then: tuple[Eligible, ...], now: tuple[Eligible, ...]) -> None:
    if sum_of(one.number for one in then) != sum_of(one.number for one in now):
        raise KnownError(
            f"名单在抽取后变了（{len(then)} → {len(now)}），校验码不符，不能锁定。请作废后重新抽取。", "frame_changed"
        )
    if moved := len(set(now) - set(then)):
        raise KnownError(f"名单中有 {moved} 条问题在抽取后换了单位或层，不能锁定。请作废后重新抽取。", "frame_changed")
