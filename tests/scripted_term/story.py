"""What the office did in the term, as steps of `play` (`registers.md` §13), in chapters: between two chapters the ledger answers what was drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.scripted_term.county import Round, units
from tests.scripted_term.lists import COMMON, MATTERS

ENTERS, REVIEWS, MANAGES = "李建国", "王敏", "管理员"
LETTERS, COMMON_FINDINGS = 21, 260
LEADERS, DEPARTMENTS = 10, 29
OPINIONS_A_UNIT, JOINT_UNITS = 16, 7
SESSIONS, LISTENERS = 72, 3510
STORED = (
    ("整改率（八轮联审后）", "88.6%", "维西县报道"), ("整改率（首轮）", "87.2%", "公开通报"), ("整改率（年度）", "95.1%", "公开通报"),
    ("满意度", "97.4%", "公开通报"), ("巡视线索贡献率", "69%", "北京市盘点"),
)  # fmt: skip
Step = dict[str, Any]


@dataclass
class Chapter:
    """Steps of one stretch of days, in the order in which they were entered."""

    day: date
    steps: list[Step] = field(default_factory=list)

    def do(self, deed: str, user: str = ENTERS, label: str = "", **args: Any) -> str:
        """Add a step; answers the label by which later steps name its record."""
        step: Step = {"do": deed, "user": user, "at": f"{self.day}T09:00", "args": args}
        self.steps.append(step | ({"as": label} if label else {}))
        return f"${label}"

    def later(self, days: int) -> None:
        """Go on so many days after."""
        self.day += timedelta(days=days)


def opening(day: date) -> Chapter:
    """People, posts, the pool."""
    told = Chapter(day)
    told.do("user.add", MANAGES, name=ENTERS, rights=["enter"])
    told.do("user.add", MANAGES, name=REVIEWS, rights=["enter", "review"])
    told.do("office.edit", MANAGES, posts=18)
    for seq in range(12):
        told.do(
            "inspector.add",
            name=f"巡察干部{seq + 1:02d}",
            specialty="财审" if seq % 3 else "纪检",
            pool="regular",
            entered_on=str(day),
        )
    return told


def round_begins(part: Round, parent: str) -> Chapter:
    """The round with its units, and six lectures before it."""
    told = Chapter(part.feedback_on)
    kind = {"kind": "回头看", "parent_round": parent} if part.number == 12 else {"kind": "常规"}
    told.do("round.add", name=part.name, feedback_on=str(part.feedback_on), units=part.units, months=3, **kind)
    for seq in range(SESSIONS // 12):
        listeners = LISTENERS // SESSIONS + (1 if part.number * 6 + seq - 6 < LISTENERS % SESSIONS else 0)
        told.do("lecture.add", held_on=str(part.feedback_on - timedelta(days=60)), round=part.name, unit=part.units[seq], speaker="巡察组组长", sessions=1, people=listeners)  # fmt: skip
    return told


def changes_of_units(part: Round, other: Round) -> Chapter:
    """Two villages go into others, two departments are renamed: their rounds and findings stay with them."""
    told = Chapter(part.feedback_on + timedelta(days=116))
    for seq, gone in enumerate(merged(part)):
        told.do("unit.merge", number=gone, into=villages(other)[seq], on=str(told.day))
    for old, new in renamed().items():
        told.do("unit.rename", number=old, name=new, on=str(told.day))
    return told


def villages(part: Round) -> list[str]:
    """The villages among a round's units."""
    kinds = {unit["name"]: unit["kind"] for unit in units()}
    return [name for name in part.units if kinds[name] == "村（社区）"]


def merged(part: Round) -> list[str]:
    """Which two units went into others."""
    return villages(part)[:2]


def renamed() -> dict[str, str]:
    """Former and new names of two departments."""
    return {"县粮食储备局党组": "县粮食和物资储备局党组", "县乡村振兴局党组": "县农村工作局党组"}


def joint_review(part: Round) -> Chapter:
    """Four parties look at the reports of seven units and say 112 things; all are settled (seed: 100余条)."""
    told = Chapter(part.feedback_on + timedelta(days=118))
    parties = ("县纪委监委", "县委组织部", "县委巡察办", "县委巡察组")
    names = [told.do("review_party.add", label=f"party{seq}", name=name, order=seq + 1, round=part.name) for seq, name in enumerate(parties)]  # fmt: skip
    sent = [
        told.do("submission.add", label=f"sub{seq}", unit=unit, kind="report", round=part.name, received_on=str(told.day), signed_by="党组书记")
        for seq, unit in enumerate(part.units[:JOINT_UNITS])
    ]  # fmt: skip
    for one in sent:
        told.do("submission.review", number=one, on=str(told.day))
    for seq, one in enumerate(sent):
        mine = [number for place, number in enumerate(part.numbers()) if part.unit_of(place) == part.units[seq]]
        for place in range(OPINIONS_A_UNIT):
            label = f"op{seq}_{place}"
            told.do("opinion.add", label=label, submission=one, party=names[place % 4], stage="first", finding=mine[place % len(mine)], text=f"整改完成情况不具体，无数据及实例支撑（{place + 1}）")  # fmt: skip
            told.do("opinion.answer", number=f"${label}", on=str(told.day), answer="已补充数据和实例")
            told.do("opinion.settle", REVIEWS, number=f"${label}", on=str(told.day), adopted="yes", verdict="同意")
    for one in sent:
        told.do("submission.pass", REVIEWS, number=one, on=str(told.day))
    return told


def organisation_list(part: Round, numbers: Iterable[str]) -> Chapter:
    """The organisation department's own list of what concerns it."""
    told = Chapter(part.feedback_on + timedelta(days=119))
    for number in numbers:
        told.do("organisation_duty.add", finding=number, round=part.name, desk="干部监督科", person="督促人")
    return told


def common(parts: Sequence[Round]) -> Chapter:
    """260 common findings in 21 letters, copies to ten leaders and 29 departments, rules that were adopted."""
    last = parts[-1]
    told = Chapter(last.feedback_on + timedelta(days=100))
    numbers = [number for part in parts for number in part.numbers()][:COMMON_FINDINGS]
    departments = [unit["name"] for unit in units() if unit["kind"] == "县直部门" and unit["name"] not in renamed()]
    for seq in range(LETTERS):
        label, share = f"rec{seq}", numbers[seq::LETTERS]
        told.do("recommendation.add", label=label, unit=departments[seq], title=f"关于解决{MATTERS[seq % len(MATTERS)][0]}问题的建议", issued_on=str(told.day), items=2, reply_due=str(told.day + timedelta(days=60)), round=last.name, findings=share)  # fmt: skip
    for seq in range(LEADERS):
        told.do("copy_report.add", level="leader", addressee=f"县级领导{seq + 1}", round=last.name, findings=last.numbers()[seq * 10 : seq * 10 + 10])  # fmt: skip
    for seq in range(DEPARTMENTS):
        told.do("copy_report.add", level="department", addressee=departments[seq], round=last.name, findings=last.numbers()[seq * 5 : seq * 5 + 5])  # fmt: skip
    group = told.do("common_group.add", label="group", name=COMMON, level="round", round=last.name, findings=last.numbers()[0:100:20])  # fmt: skip
    told.do("common_group.confirm", REVIEWS, number=group)
    told.later(30)
    for seq in range(LETTERS):
        told.do("recommendation.reply", number=f"$rec{seq}", replied_on=str(told.day), measures="研究部署，专项整治")
        told.do("recommendation.adopt", number=f"$rec{seq}", on=str(told.day), items_adopted=2 if seq % 3 else 1)
        told.do("regulation.add", name=f"专项整治办法{seq + 1}", adopted_on=str(told.day), kind="new" if seq % 4 else "revised", unit=departments[seq])  # fmt: skip
    return told


def talks(part: Round) -> Chapter:
    """Five town secretaries are talked to by the county's secretary, three departments are reminded (seed: 5个乡镇，发改、人社、城管)."""
    told = Chapter(part.feedback_on + timedelta(days=95))
    towns = [unit["name"] for unit in units() if unit["kind"] == "乡镇"][:5]
    for seq, unit in enumerate((*towns, "县发展改革局党组", "县人力资源局党组", "县城市管理局党组")):
        kind = "secretary" if seq < 5 else "reminder"
        label = told.do(
            "talk.add",
            label=f"talk{seq}",
            kind=kind,
            unit=unit,
            talker="县委书记",
            talked_to="主要负责人",
            reason="low_rate",
        )
        told.do("talk.hold", number=label, held_on=str(told.day), talker="县委书记")
    for name, value, source in STORED:
        told.do("stored_figure.add", name=name, value=value, as_of=str(told.day), source=source)
    return told


def open_in(part: Round) -> list[int]:
    """Places in the list of what a round worked through by deeds leaves open: one of ten."""
    return [seq for seq in range(part.findings) if seq % 10 == 9]


def withdrawn(part: Round) -> list[int]:
    """Places of what turned out not to stand: three."""
    return [2, 102, 202] if part.number == 11 else [5]


def worked_through(part: Round, scan: str) -> Chapter:
    """Measures done, proof attached, the unit says done, another person closes; some are refused, extended, withdrawn."""
    told = Chapter(part.feedback_on + timedelta(days=70))
    for seq, number in enumerate(part.numbers()):
        if seq in withdrawn(part):
            told.do(
                "finding.withdraw", REVIEWS, number=number, reason="查实不成立", approver="领导小组", on=str(told.day)
            )
        elif seq % 10 == 9:
            told.do("finding.claim", number=number, state="in_progress", on=str(told.day), text="正在推进，已完成1项")
            if seq % 50 == 49:
                told.do("finding.extend", REVIEWS, number=number, due_on=str(told.day + timedelta(days=120)), reason="须待招标", approver="领导小组", on=str(told.day))  # fmt: skip
        else:
            _close(told, number, scan, refused_first=seq % 40 == 0)
        if seq % 25 == 24:
            told.later(1)
    return told


def _close(told: Chapter, number: str, scan: str, *, refused_first: bool) -> None:
    if refused_first:
        told.do("finding.claim", number=number, state="done", on=str(told.day), text="已完成")
        told.do("finding.refuse", REVIEWS, number=number, on=str(told.day), reason="佐证不足")
    for measure in (1, 2, 3):
        told.do("finding.verify", REVIEWS, number=number, measure=measure, state="done", on=str(told.day))
    told.do("finding.evidence", number=number, title="销号佐证", file=scan)
    told.do("finding.claim", number=number, state="done", on=str(told.day), text="已全部完成，收回3笔")
    told.do("finding.close_out", REVIEWS, number=number, on=str(told.day))


def drawn(part: Round) -> Chapter:
    """The draw of the follow-up, computed again by a second person, locked."""
    told = Chapter(part.feedback_on + timedelta(days=100))
    draw = told.do("draw.add", REVIEWS, label="draw", round=part.name, seed_digits_a="4", seed_digits_b="7", spoken_by_a=REVIEWS, spoken_by_b="县纪委监委 林晓")  # fmt: skip
    told.do("draw.check", ENTERS, number=draw, seed=f"{told.day:%Y%m%d}-47")
    told.do("draw.lock", REVIEWS, number=draw)
    return told


def visited(day: date, draw: str, findings: dict[str, list[str]], closed: set[str], false: int) -> Chapter:
    """Every drawn unit is visited and every drawn finding checked; the first `false` closed ones are found untrue and reopened."""
    told = Chapter(day)
    untrue = sorted(number for numbers in findings.values() for number in numbers if number in closed)[:false]
    for seq, (unit, numbers) in enumerate(sorted(findings.items())):
        visit = told.do(
            "visit.add", label=f"visit{seq}", on=str(day), unit=unit, draw=draw, team="第一督查组", talks=3, visits=1
        )
        for number in numbers:
            label, found = f"check{number}", "false" if number in untrue else "true"
            told.do(
                "check.add",
                label=label,
                visit=visit,
                finding=number,
                on=str(day),
                ways=["查", "看"],
                found=found,
                text="现场核对原始凭证",
            )
            if number in untrue:
                told.do("finding.reopen", REVIEWS, number=number, check=f"${label}", reason="核查不属实", on=str(day))
    return told


def carried(day: date, numbers: Iterable[str], to_round: str) -> Chapter:
    """What a round leaves open goes on in a later one under its number."""
    told = Chapter(day)
    for number in numbers:
        told.do("carry_over.add", REVIEWS, on=str(day), finding=number, to_round=to_round, reason="轮次结束时未销号")
    return told
