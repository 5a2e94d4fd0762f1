"""移交函: a letter with a list hands leads to those who deal with them, by number and count alone (papers/11).

It is pressed, numbered and registered in the room's own ledger, by the machinery of every paper: its series, its register and the frozen
file are inside, and the ledger's register of letters knows nothing of it. Without a mark (密级) given by the person who may there is none,
and it leaves only with a second member of the room beside, whose passphrase is asked.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from db.queries import letters, papers
from db.queries import register as round_ids
from db.queries import rounds as round_queries
from db.queries.books import Record
from db.queries.settings import setting
from desktop.documents.recipes.lead_referral_letter import ANNEX, RECIPE
from desktop.documents.render import Press
from desktop.errors import KnownError
from desktop.ledgers.leads import DISCIPLINES
from desktop.operations.change import change
from desktop.operations.leads import book, work
from desktop.operations.leads.letter import Letter, Second
from desktop.operations.leads.room import Room
from desktop.operations.leads.second import stand_by
from desktop.operations.office import put_setting
from desktop.operations.papers import issuing, office
from desktop.operations.papers.gathered import Gathered
from desktop.operations.papers.issuing import Made
from desktop.operations.papers.workshop import TEMPLATES, Workshop
from desktop.rules.deadlines import add_months
from desktop.rules.permissions import Action, require

MONTHS = 3
"""How long those who get the leads have, where nobody says another day."""
TEMPLATE = TEMPLATES / "inside" / f"{RECIPE.kind}.docx"
_MARK = re.compile(r"(?:秘密|机密|绝密)★\d{1,2}(?:年|个月)")
_COPY = re.compile(r"\d{6}")
_OF_OFFICE = ("number_prefix", "office", "county", "contact", "phone")


class RoomWorkshop(Workshop):
    """The presses of the room: its one kind, by the shipped template."""

    def press(self, kind: str) -> Press:
        """The press of the referral; the room has no other kind."""
        assert kind == RECIPE.kind
        data = TEMPLATE.read_bytes()
        return self._compiled(RECIPE, lambda: data, TEMPLATE.name, hashlib.sha256(data).hexdigest())


def refer(
    room: Room, numbers: Sequence[str], letter: Letter, second: Second, folder: Path, fonts: Sequence[str] = ()
) -> Made:
    """Issue one letter over the leads that are named. Raises KnownError with everything that is missing, and changes nothing then."""
    require(room.actor, Action.ISSUE)
    found = [book.lead(room, number) for number in dict.fromkeys(numbers)]
    gathered = _gathered(room, found, letter)
    stand_by(room, second, "出移交函")
    _know_the_office(room)
    workshop = RoomWorkshop(room.ledger, fonts)
    purpose = f"定密：{letter.classified_by}；在场：{second.name}"
    return issuing.issue(room.ledger, room.actor, workshop, [gathered], folder, purpose=purpose)[0]


def referred(room: Room) -> dict[str, str]:
    """The number of the last letter over each lead, by the number of the lead."""
    reader, found = room.ledger.newest, dict[str, str]()
    for letter in reversed(letters.letters(reader)):  # they are told newest first
        words = json.loads(papers.words_and_basis(reader, letter.id)[0])
        if letter.kind == RECIPE.kind and letter.state != "void":
            found |= dict.fromkeys((row["编号"] for row in words.get("线索清单", ())), letter.number)
    return found


def _gathered(room: Room, found: Sequence[Record], letter: Letter) -> Gathered:
    """The paper's words; every fault at once."""
    faults = [*_faults(letter), *_faults_of(found)]
    if faults:
        raise KnownError("移交函没有做成：" + "；".join(faults) + "。", "missing")
    reader, today = room.office.newest, date.fromisoformat(room.ledger.today())
    organ = office.organ(reader, "office")
    until = letter.handle_by or add_months(today.isoformat(), MONTHS)
    whole, early = work.counted(found), all(one.stored["early"] for one in found)
    words: dict[str, Any] = {
        "发文机关标志": organ, "署名": organ, "成文日期": today, "密级": letter.classification, "份号": letter.copy_number,
        "主送": letter.addressee.strip(), "附件清单": [ANNEX], "联系人": setting(reader, "contact"), "联系电话": setting(reader, "phone"),
        "轮次": _round(room, str(found[0].stored["round"])), "件数": whole.cases, "人数": whole.persons, "边巡边移": early,
        "审批依据": letter.approval.strip(), "办理期限": date.fromisoformat(until), "月报": letter.monthly,
        "线索清单": [_row(one, told_once=early) for one in found], "材料合计": _materials(found),
    }  # fmt: skip
    return Gathered(
        RECIPE.kind, words, letter.addressee.strip(), letter.addressee.strip(), today, today, declared=RECIPE,
        reply_by=date.fromisoformat(until),
    )  # fmt: skip


def _faults(letter: Letter) -> list[str]:
    told = {"主送": letter.addressee, "审批依据": letter.approval, "定密责任人": letter.classified_by}
    faults = [f"“{name}”是空的" for name, said in told.items() if not said.strip()]
    if not _MARK.fullmatch(letter.classification):
        faults.append("没有标明密级，或写得不对（密级由定密责任人定，写成如“秘密★1年”）")
    if not _COPY.fullmatch(letter.copy_number):
        faults.append("份号应为六位数字，如 000001")
    return faults


def _faults_of(found: Sequence[Record]) -> list[str]:
    if not found:
        return [RECIPE.no_cause]
    faults = []
    if len({one.stored["round"] for one in found}) > 1:
        faults.append("所选线索不是同一轮次的，请分轮次出函")
    for one in found:
        lacking = [
            title
            for title, said in (
                ("轮次", one.stored["round"]),
                ("反映事项类别", _matter(one)),
                ("材料份数、页数", one.stored["copies"]),
            )
            if not said
        ]
        if lacking:
            faults.append(f"{one.number} 没有登记{'、'.join(lacking)}")
    return faults


def _row(one: Record, *, told_once: bool) -> dict[str, Any]:
    note = "边巡边移" if one.stored["early"] and not told_once else ""
    return {
        "编号": one.number, "类别": _matter(one), "件数": one.stored["cases"], "人数": one.stored["persons"], "材料": _materials([one]), "备注": note,
    }  # fmt: skip


def _matter(one: Record) -> str:
    """The kind of the matter, by its words or by the discipline; never the summary, which tells of a person."""
    code = str(one.stored["discipline"] or "")
    return str(one.stored["matter"] or "") or (f"违反{DISCIPLINES[code]}纪律" if code else "")


def _materials(found: Sequence[Record]) -> str:
    copies, pages = (sum(one.stored[name] or 0 for one in found) for name in ("copies", "pages"))
    return f"{copies}份{pages}页"


def _round(room: Room, name: str) -> str:
    found = round_ids.round_id(room.office.newest, name)
    row = None if found is None else round_queries.round_by_id(room.office.newest, found)
    if row is None:
        raise KnownError(f"没有轮次“{name}”。请先修改线索的轮次。", "unknown_word")
    return office.round_words(row)


def _know_the_office(room: Room) -> None:
    """The room's ledger knows what the numbers begin with and who the office is; brought along where it changed."""
    reader = room.office.newest
    other = {
        name: setting(reader, name) for name in _OF_OFFICE if setting(reader, name) != setting(room.ledger.newest, name)
    }
    series = {"kind": RECIPE.kind, "pattern": RECIPE.issuers[0].series, "year": int(room.ledger.today()[:4])}
    known = papers.pattern_of(room.ledger.newest, RECIPE.kind)[0]
    if not other and known:
        return
    with change(room.ledger, room.actor, Action.LOOK, "机关设置随账本更新") as changes:
        for name, value in other.items():
            put_setting(changes, name, value)
        if not known:
            changes.writer.insert("number_series", series)
