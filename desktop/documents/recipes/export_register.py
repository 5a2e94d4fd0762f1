"""打印、导出登记簿: one for each month that is over, as 保密检查 asks for it; who may read of others' prints and exports makes it (papers/32)."""

from typing import Any

from desktop.documents.recipe import Issuer, Recipe
from desktop.rules.permissions import Action


def example() -> dict[str, Any]:
    """A print in numbered copies, an export, a letter."""
    names = ("时间", "操作", "操作人", "内容", "标识", "份数", "份号", "用途", "去向")
    rows = (
        ("2026年10月12日 10时05分", "打印", "林知远", "问题清单（书记专题会）", "秘密★1年", 12, "000001—000012", "县委书记专题会", None),
        ("2026年10月13日 15时20分", "导出", "林知远", "县农业农村局整改台账", None, 1, None, "数据交换", "光盘GP-07"),
        ("2026年10月14日 9时10分", "打印", "白若水", "督办函（青巡督〔2026〕6号）", None, 3, None, "发文", "县住房和城乡建设局"),
    )  # fmt: skip
    return {
        "密级": "秘密★1年", "份号": "000013",
        "登记条目": [{name: value for name, value in zip(names, row, strict=True) if value} for row in rows],
    }  # fmt: skip


RECIPE = Recipe(
    kind="export_register", title="打印、导出登记簿", form="table", addressee="own", group="归档内务",
    issuers=(Issuer("office", ""),),
    per="record", book="export_record", record_word="登记期间",
    no_cause="没有过完的月份，没有登记簿可出",
    uses=(
        "密级", "份号", "登记期间", "机器名", "机器密级", "登记条数", "打印数", "导出数", "没有登记", "登记条目", "未收回", "未收回号", "链校验",
    ),
    example=example, own_marks=("登记期间",),
    reads=(Action.READ_PRINTS, Action.READ_EXPORTS), tells="各人的打印和导出",
)  # fmt: skip
