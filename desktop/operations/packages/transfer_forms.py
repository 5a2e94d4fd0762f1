"""The three forms that go with a file between machines (domain.md §7): approval, record of the machine in between, record of the import.

What the register of packages knows is filled in; what people do beside the program — media, virus check, consent — is left to be
written by hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.merge.nodes import nodes_from
from db.queries import packages
from db.queries.packages import Exchanged
from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.host.file_names import fitting
from desktop.ledgers.ways_out import LIST_PDF, WayOut
from desktop.operations.lists import printing, register_sheet
from desktop.operations.lists.printing import Job, Plan
from desktop.operations.lists.register_sheet import Machine, moment_words
from desktop.operations.lists.view import View
from desktop.operations.outgoing import Asked, Left
from desktop.operations.packages import told
from desktop.operations.packages.opening import counts_words
from desktop.rules.permissions import Actor

if TYPE_CHECKING:
    from desktop.paper.pages import Layout

_BLANK = ""
_SIGN = "签字：＿＿＿＿＿　　＿＿年＿＿月＿＿日"
_SPARE = 3
"""Empty rows of a record, for what is done by hand."""


@dataclass(frozen=True)
class Transfer:
    """A package that went out or came in, as the forms tell of it."""

    package: Exchanged
    contents: str
    office: str
    machine: Machine

    @property
    def name(self) -> str:
        """The file, where it is known."""
        return self.package.file or "数据包"

    @property
    def sum_words(self) -> str:
        """The sum in groups of eight, as people compare it."""
        text = self.package.sha256
        return " ".join(text[place : place + 8] for place in range(0, len(text), 8))

    @property
    def source(self) -> str:
        """Who gave the file."""
        return f"{self.office}（{self.package.user}）" if self.package.sent else self.package.other


@dataclass(frozen=True)
class Form:
    """One of the three: how it is laid out, whether across, and who signs."""

    key: str
    title: str
    widths: Mapping[str, int]
    left: tuple[str, ...]
    rows: Callable[[Transfer], Sequence[Sequence[str]]]
    signed: str
    landscape: bool = True


def transfer(reader: Reader, action_id: int, machine: Machine) -> Transfer:
    """The package of one entry of the register of packages. KnownError where there is none."""
    one = next((row for row in packages.exchanged(reader) if row.id == action_id), None)
    if one is None:
        raise KnownError("收发登记中没有这一个数据包。请刷新后再选。", "unknown_record")
    nodes = packages.receipt_nodes(reader, action_id)
    contents = counts_words(told.counts(nodes_from(json.loads(nodes)))) if nodes else one.title
    return Transfer(one, contents or one.title, setting(reader, "office"), machine)


def layout(reader: Reader, form: Form, of: Transfer, mark: str, today: str) -> Layout:
    """A form as pages."""
    plan = Plan(form.title, landscape=form.landscape, classification=mark)
    columns = register_sheet.columns_of(form.widths, form.left)
    head = f"机器：{of.machine.name}　本机密级：{of.machine.grade or '未标定'}"
    return register_sheet.pages(reader, plan, columns, form.rows(of), head, (form.signed,), today)


def write(
    ledger: Ledger,
    actor: Actor,
    action_id: int,
    keys: Sequence[str],
    folder: Path,
    machine: Machine,
    asked: Asked = Asked(),
    *,
    way: WayOut = LIST_PDF,
) -> tuple[Left[int], ...]:
    """The chosen forms of a package as PDF files in a folder; each is an entry of the register of prints and exports."""
    reader = ledger.writing()
    of = transfer(reader, action_id, machine)
    mark = register_sheet.highest([asked.mark, of.package.mark])
    made = []
    for form in (one for one in FORMS if one.key in keys):
        plan = Plan(form.title, landscape=form.landscape, classification=mark)
        shown = View((), ledger.today(), 0, of.name)
        laid = layout(reader, form, of, mark, ledger.today())
        path = folder / fitting(f"{form.title}-{Path(of.name).stem}.pdf")
        job = Job((), asked.purpose, asked.destination)
        made.append(printing.write(ledger, actor, shown, plan, laid, path, job, way=way))
    return tuple(made)


def _approval(of: Transfer) -> list[tuple[str, str]]:
    one = of.package
    return [
        ("申请单位", of.office),
        ("申请人和时间", f"{one.user}　{moment_words(one.at)}"),
        ("信息名称", of.name),
        ("内容和数量", of.contents),
        ("来源", of.source),
        ("去向", (one.other if one.sent else of.office) or _BLANK),
        ("标识", one.mark or "未标"),
        ("用途", one.purpose or _BLANK),
        ("校验值（SHA-256）", of.sum_words),
        ("载体种类和编号", _BLANK),
        ("科室负责人意见", _SIGN),
        ("保密员意见", _SIGN),
        ("办理结果", one.title if not one.sent else _BLANK),
        ("备注", _BLANK),
    ]


def _between(of: Transfer) -> list[tuple[str, ...]]:
    width = len(_BETWEEN)
    return [("1", _BLANK, of.name, of.sum_words, *[_BLANK] * (width - 4)), *_spare(2, width)]


def _record(of: Transfer) -> list[tuple[str, ...]]:
    one, width = of.package, len(_RECORD)
    at, who, result = (_BLANK,) * 3 if one.sent else (moment_words(one.at), one.user, one.title)
    return [("1", at, of.name, of.source, _BLANK, of.sum_words, result, who, _BLANK), *_spare(2, width)]


def _spare(first: int, width: int) -> list[tuple[str, ...]]:
    return [(str(number), *[_BLANK] * (width - 1)) for number in range(first, first + _SPARE)]


_BETWEEN = {
    "序号": 10, "日期时间": 28, "文件名称": 44, "校验值": 48, "来源载体编号": 24, "查杀软件、病毒库日期": 34, "查杀结果": 20,
    "刻录光盘编号": 24, "操作人": 18, "监督人": 18,
}  # fmt: skip
_RECORD = {
    "序号": 10, "导入时间": 30, "文件名称": 42, "来源": 34, "光盘编号": 22, "校验值": 48, "导入结果": 46, "操作人": 20, "备注": 18,
}  # fmt: skip
_KEEPER = "输入输出管理员：＿＿＿＿＿　保密员：＿＿＿＿＿　　年　月　日"
FORMS = (
    Form(
        "approval", "信息导入操作审批表", {"项目": 38, "内容": 120}, ("内容",), _approval,
        "空白各项由申请人、审批人手填；本表随载体走，一份存查。", landscape=False,
    ),
    Form("between", "非涉密中间机操作记录表", _BETWEEN, ("文件名称",), _between, _KEEPER),
    Form("record", "信息导入操作记录表", _RECORD, ("导入结果",), _record, _KEEPER),
)  # fmt: skip
