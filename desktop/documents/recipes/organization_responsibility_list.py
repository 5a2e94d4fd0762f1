"""巡察整改监督责任清单（涉组涉干）: what the desks of the organisation department press, under numbers of their own (papers/20)."""

from datetime import date
from typing import Any

from desktop.documents.recipe import Issuer, Recipe, Rows


def example() -> dict[str, Any]:
    """Three problems at three desks, one of them closed out."""
    due = date(2026, 9, 10)
    rows = (
        (
            "组1",
            "06-01-009",
            "县农业农村局",
            "5个重点岗位任职超过8年未轮岗",
            "干部科",
            "庄明远",
            "轮岗方案已审议",
            "推进",
        ),
        ("组2", "06-01-010", "县农业农村局", "4名借调人员超期", "干部监督科", "许闻溪", None, "销号"),
        ("组3", "06-06-004", "石桥乡", "2名党员缺培养联系人考察记录", "组织科", "傅采薇", "补证中", "逾期"),
    )
    names = ("建账号", "编号", "单位", "表现", "科室", "责任人", "进展", "状态")
    desks = (("干部科", 0), ("干部监督科", 1), ("组织科", 0))
    return {
        "轮次": "十四届县委第六轮巡察", "截止日期": date(2026, 9, 30), 
        "涉组涉干数": 3, "涉组涉干单位数": 2, "涉组涉干销号": 1,
        "监督清单": [{name: value for name, value in zip(names, row, strict=True) if value} | {"时限": due} for row in rows],
        "科室汇总": [{"名": name, "数": 1, "销号": closed} for name, closed in desks],
    }  # fmt: skip


RECIPE = Recipe(
    kind="organization_responsibility_list", title="整改监督责任清单", form="table", addressee="own", group="反馈移交",
    issuers=(Issuer("office", "组巡单〔{年}〕{号}号"),),
    per="round", rows=Rows(),
    no_cause="还没有可统计的问题",
    uses=(
        "密级", "轮次", "截止日期", "涉组涉干数", "涉组涉干具体表现数", "涉组涉干单位数", "涉组涉干销号", "监督清单", "科室汇总", "未编入数",
        "减少",
    ),
    example=example, own_marks=("轮次",), guarded=False,
)  # fmt: skip
