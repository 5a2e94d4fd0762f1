"""Words of the supervision list of the organisation department: its numbers, desks and persons, and what became of each (papers/20)."""

from datetime import date

from desktop.documents.vocabulary import ASSERTION, COUNT, DAY, ITEM, LEFT_OUT, LIST, MARKED, PROBLEM, ZERO, Field

_ROWS = (
    Field("建账号", "derived_number", source="组织部监督责任台账的编号，不复用", example="组1"),
    Field("编号", "number", source="主表永久编号", example="06-01-009"),
    Field("单位", "unit_short", source="机关简称", example="县农业农村局"),
    Field("表现", "text", source="问题表现", example="5个重点岗位任职超过8年未轮岗"),
    Field("科室", "desk", source="督促科室", example="干部科"),
    Field("责任人", "owner", missing=MARKED, source="科室责任人", example="庄明远"),
    Field("时限", "due_on", DAY, source="督促时限，没有另定的取现定时限", example=date(2026, 9, 10)),
    Field("进展", "progress", missing=LEFT_OUT, source="最新进展", example="轮岗方案已审议"),
    Field("状态", "status", source="核实状态", example="推进"),
)  # fmt: skip
_DESKS = (
    Field("名", "name", source="督促科室", example="干部科"),
    Field("数", "count", COUNT, source="该科室督促的问题", unit="个", level=PROBLEM, example=1),
    Field("销号", "closed_out", COUNT, ZERO, "其中核实销号", "个", level=PROBLEM, example=0),
)  # fmt: skip
WORDS = (
    Field("涉组涉干数", "marked_count", COUNT, source="标注涉组涉干、在清单中的问题", unit="个", level=PROBLEM, example=1),
    Field("涉组涉干具体表现数", "marked_instances", COUNT, LEFT_OUT, "清单的行数；与涉组涉干数相同则不印", "个", level=ITEM),
    Field("涉组涉干单位数", "marked_units", COUNT, source="去重", unit="个", level="单位", example=1),
    Field("涉组涉干销号", "marked_closed", COUNT, ZERO, "其中核实销号", "个", level=PROBLEM, example=0),
    Field("未编入数", "not_numbered", COUNT, LEFT_OUT, "标注涉组涉干而没有编号的；在“组织部监督责任”账册中点“按涉组涉干补齐”", "个", level=ITEM),
    Field("监督清单", "duties", LIST, source="组织部监督责任台账，按编号", items=_ROWS),
    Field("科室汇总", "desk_totals", LIST, LEFT_OUT, "按科室计数，写明各科室督促的是否销号；没有定科室的不印", level=ASSERTION, items=_DESKS),
    Field("减少", "removed", COUNT, LEFT_OUT, "上一期以后核减、合并而移出的；编号不复用", "个", level=ITEM),
)  # fmt: skip
