"""Every way by which a file or a sheet of paper leaves the program, declared once (product.md A5, A6; papers/32).

What each way carries decides what may stand in it: a list carries fields of rows, and 内部 fields are never among them
(`leaving`); a figure carries counts; an original leaves as it was received; the whole is the dump and the backup.
`operations.outgoing` is the one piece that enters a way in the register, with mark, purpose, rows and sum. A module that writes
files and stands in no way here fails `tests/test_ways_out.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from desktop.rules.permissions import Action


class Carries(StrEnum):
    """What of the ledger a way takes out."""

    FIELDS = "fields"
    FIGURES = "figures"
    PAPER = "paper"
    ORIGINAL = "original"
    OFFICE = "office"
    SHEET = "sheet"
    WHOLE = "whole"
    NOTHING = "nothing"


PRINT, EXPORT, PAPER = "print", "export", "paper"
"""What the register calls it: 打印, 导出, 文书."""


@dataclass(frozen=True)
class WayOut:
    """One way out.

    `purpose` stands where nobody says another one; `asks` says whether the window asks for mark and purpose. `elsewhere` is why a
    way has no entry in the register of prints and exports: another register tells of it, or it takes no word out. `written_by`
    are the modules above the rooms of files that make it.
    """

    name: str
    title: str
    kind: str
    carries: Carries
    purpose: str
    written_by: tuple[str, ...]
    action: Action = Action.EXPORT
    asks: bool = True
    elsewhere: str = ""


_LISTS, _RECORDS = "desktop.operations.lists", "desktop.operations.records"
_PAPERS = "desktop.operations.papers"
_PRINTING = f"{_LISTS}.printing"
_PRINT_DESK = "desktop.ui.widgets.printers"
_PRINT_LIST = "desktop.ui.dialogs.print_list_dialog"
_PRINT_SHEET = "desktop.ui.dialogs.sheet_dialog"
_PRINT_FORMS = "desktop.ui.pages.system.forms_dialog"
_PLAIN = "desktop.ui.widgets.plain_print"

FINDING_BOOK = WayOut("finding_book", "问题台账工作簿", EXPORT, Carries.FIELDS, "工作使用", (f"{_LISTS}.exporting",))
RECORD_BOOK = WayOut("record_book", "台账工作簿", EXPORT, Carries.FIELDS, "工作使用", (f"{_RECORDS}.exporting",))
LIST_PDF = WayOut("list_pdf", "清单 PDF", EXPORT, Carries.FIELDS, "工作使用", (_PRINTING,), Action.PRINT)
LIST_PRINT = WayOut(
    "list_print",
    "打印清单",
    PRINT,
    Carries.FIELDS,
    "工作使用",
    (_PRINT_DESK, _PRINT_LIST, _PRINT_SHEET, _PRINT_FORMS),
    Action.PRINT,
)
LIST_AGAIN = WayOut("list_again", "补印清单", PRINT, Carries.FIELDS, "补印", (_PRINT_DESK,), Action.PRINT, asks=False)
PACK_PDF = WayOut("pack_pdf", "会议包 PDF", EXPORT, Carries.FIELDS, "会议使用", (_PRINTING,), Action.PRINT)
PACK_PRINT = WayOut(
    "pack_print",
    "打印会议包",
    PRINT,
    Carries.FIELDS,
    "会议使用",
    ("desktop.ui.pages.statistics.freezing.pack_dialog",),
    Action.PRINT,
)
RETURN_BOOK = WayOut(
    "return_book", "整改进展填报表", EXPORT, Carries.FIELDS, "发单位填报", ("desktop.operations.return_book.sending",)
)
OPINION_SHEET = WayOut(
    "opinion_sheet", "联审意见表", EXPORT, Carries.FIELDS, "发联审方填写", ("desktop.operations.joint_review.sending",)
)
CHART = WayOut("chart", "统计图", EXPORT, Carries.FIGURES, "工作使用", ("desktop.operations.chart_files",))
PAPER_ISSUED = WayOut("paper", "签发文书", PAPER, Carries.PAPER, "发文", (f"{_PAPERS}.issuing",), Action.ISSUE)
PAPER_COPY = WayOut("paper_copy", "另存定稿", EXPORT, Carries.PAPER, "补发", (f"{_PAPERS}.handing_out",))
PAPER_OPENED = WayOut(
    "paper_opened", "打开定稿", EXPORT, Carries.PAPER, "查看", (f"{_PAPERS}.handing_out",), asks=False
)
PAPER_MERGED = WayOut("paper_merged", "合并文书", EXPORT, Carries.PAPER, "打印", (f"{_PAPERS}.handing_out",))
PAPER_PRINT = WayOut(
    "paper_print", "打印文书", PRINT, Carries.PAPER, "发文",
    (f"{_PAPERS}.handing_out", "desktop.ui.pages.letters.register", "desktop.ui.dialogs.done_bar"), Action.PRINT,
)  # fmt: skip
EVIDENCE_COPY = WayOut(
    "evidence_copy", "另存佐证和附件", EXPORT, Carries.ORIGINAL, "工作使用", ("desktop.operations.evidence_copies",)
)
EVIDENCE_OPENED = WayOut(
    "evidence_opened", "打开佐证", EXPORT, Carries.ORIGINAL, "查看", ("desktop.operations.evidence_copies",),
    asks=False,
)  # fmt: skip
ANNOTATED_COPY = WayOut(
    "annotated_copy", "批注原表", EXPORT, Carries.ORIGINAL, "退回更正",
    ("desktop.operations.importing.annotating",),
)  # fmt: skip
LETTER_COMPARISON = WayOut(
    "letter_comparison", "反馈意见对照稿", EXPORT, Carries.ORIGINAL, "核对",
    ("desktop.operations.importing.letter_comparison",),
)  # fmt: skip
TEMPLATE_COPY = WayOut(
    "template_copy",
    "文书模板",
    EXPORT,
    Carries.OFFICE,
    "修改模板",
    (f"{_PAPERS}.template_copies", f"{_LISTS}.looks"),
    asks=False,
)
WORD_LISTS = WayOut(
    "word_lists", "对应方案和用语", EXPORT, Carries.OFFICE, "数据交换", ("desktop.operations.importing.mapping_files",)
)
SHEET_FILE = WayOut(
    "sheet_file", "存记录表", EXPORT, Carries.SHEET, "存查",
    ("desktop.operations.recovery", "desktop.ui.dialogs.drill_sheet"),
)  # fmt: skip
SHEET_PRINT = WayOut(
    "sheet_print", "打印记录表", PRINT, Carries.SHEET, "签字存档",
    (_PLAIN, "desktop.ui.dialogs.drill_sheet"), Action.PRINT,
)  # fmt: skip
DUMP = WayOut(
    "dump", "全部内容", EXPORT, Carries.WHOLE, "数据交换", ("desktop.operations.dumping", "desktop.operations.leads.dumping"),
    Action.DUMP,
)  # fmt: skip
OPEN_SET = WayOut(
    "open_set", "公开成套", EXPORT, Carries.WHOLE, "留存备查", ("desktop.operations.open_set",), Action.DUMP
)

PACKAGE = WayOut(
    "package", "数据包", EXPORT, Carries.WHOLE, "数据交换", ("desktop.operations.packages.sending",), Action.PACKAGE
)

ARCHIVE_PACKAGE = WayOut(
    "archive_package", "归档包", EXPORT, Carries.WHOLE, "归档移交", ("desktop.operations.archive.packing",),
    Action.SEAL_RECORD,
)  # fmt: skip

PAPER_DRAFT = WayOut(
    "paper_draft", "文书草稿", PAPER, Carries.PAPER, "",
    (f"{_PAPERS}.issuing", "desktop.ui.paper_rows"), asks=False,
    elsewhere="草稿不改动账本（interfaces.md），签发时登记",
)  # fmt: skip
TEMPLATE_TRIAL = WayOut(
    "template_trial", "模板试印和批注", EXPORT, Carries.NOTHING, "", (f"{_PAPERS}.own_kinds",), asks=False,
    elsewhere="只有模板自己的字句和样例，没有台账内容",
)  # fmt: skip
FORM_MENDED = WayOut(
    "form_mended", "改好版式的副本", EXPORT, Carries.NOTHING, "", ("desktop.operations.form_checking",), asks=False,
    elsewhere="人所选的 Word 文件另存一份，没有账本内容",
)  # fmt: skip
BACKUP = WayOut(
    "backup", "备份", EXPORT, Carries.WHOLE, "", ("desktop.operations.backups",), Action.BACK_UP, asks=False,
    elsewhere="记入备份登记",
)  # fmt: skip
DIAGNOSIS = WayOut(
    "diagnosis", "诊断包", EXPORT, Carries.NOTHING, "", ("desktop.operations.diagnosis",), asks=False,
    elsewhere="只有版本、大小和行数，没有台账内容；账本损坏时也要写得出来",
)  # fmt: skip
RECOVERY_SHEET = WayOut(
    "recovery_sheet", "恢复单", PRINT, Carries.NOTHING, "",
    (_PLAIN, "desktop.operations.recovery", "desktop.ui.entry.new_ledger_steps", "desktop.ui.pages.system.recovery_dialog"), asks=False,
    elsewhere="是开账本的凭据，没有台账内容，交保密员封存；换恢复码记入操作日志",
)  # fmt: skip
KEY_TABLE = WayOut(
    "key_table", "手册与快捷键表", PRINT, Carries.NOTHING, "", (_PLAIN, "desktop.ui.frame.help_sheet"), asks=False,
    elsewhere="没有台账内容",
)  # fmt: skip
SELF_TEST = WayOut(
    "self_test", "自检", EXPORT, Carries.NOTHING, "", ("desktop.operations.selftest",), asks=False,
    elsewhere="写在临时文件夹里自建的账本旁，用后删去",
)  # fmt: skip
DEMONSTRATION = WayOut(
    "demonstration", "演示", EXPORT, Carries.FIELDS, "",
    ("desktop.operations.demonstration.tour", "desktop.operations.demonstration.letter", "desktop.operations.demonstration.hand_edit"), asks=False,
    elsewhere="虚构的县；其中的清单、文书照样登记",
)  # fmt: skip

WAYS = (
    FINDING_BOOK, RECORD_BOOK, LIST_PDF, LIST_PRINT, LIST_AGAIN, PACK_PDF, PACK_PRINT, RETURN_BOOK, OPINION_SHEET, CHART, PAPER_ISSUED, PAPER_COPY, PAPER_MERGED, PAPER_OPENED,
    PAPER_PRINT, EVIDENCE_COPY, EVIDENCE_OPENED, ANNOTATED_COPY, LETTER_COMPARISON, TEMPLATE_COPY, WORD_LISTS, SHEET_FILE, SHEET_PRINT, DUMP, OPEN_SET, PACKAGE, ARCHIVE_PACKAGE, PAPER_DRAFT, TEMPLATE_TRIAL,
    FORM_MENDED, BACKUP, DIAGNOSIS, RECOVERY_SHEET, KEY_TABLE, SELF_TEST, DEMONSTRATION,
)  # fmt: skip
BY_NAME = MappingProxyType({way.name: way for way in WAYS})
REGISTERED = tuple(way for way in WAYS if not way.elsewhere)
"""The ways that the register of prints and exports tells of."""
