"""约谈通知书和约谈记录: tells a unit that one of its leaders is called in, and brings the form of the record (papers/10)."""

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Copies, Due, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER
from desktop.documents.vocabulary import BLOCKS

RECIPE = Recipe(
    kind="talk_notice", title="约谈通知书", form="letter", addressee="unit", group="整改督办",
    issuers=(
        Issuer("leading_group", "巡约〔{年}〕{号}号"),
        Issuer("county_office", "办约〔{年}〕{号}号", when=("类型", "书记约谈")),
    ),
    per="talk", rows=Rows(chosen=True),
    no_cause="没有备好的约谈",
    copies=Copies(("县纪委监委", "县委组织部"), team=False),
    dues=(Due("材料期限", days=-2, unit="workday", base="约谈日期"),),
    uses=(
        *(name for name in LETTER if name not in ("回复期限", "附件清单")), "抄送", "单位", "事由", "批准人", "被约谈职务",
        "被约谈人", "约谈日期", "约谈时刻", "地点", "约谈人", "参加", "材料期限", "问题数", Use("问题编号", missing=BLOCKS), "第几次",
        "上次约谈", "类型",
    ),
    example=lambda: {"发文机关标志": "中共青岩县委巡察工作领导小组", "署名": "中共青岩县委巡察工作领导小组",
                     "发文字号": "青巡约〔2026〕2号", "事由": "2个问题逾期，整改等次为中"},
)  # fmt: skip
