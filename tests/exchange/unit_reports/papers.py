"""Small reports for the tests: a few findings, and paragraphs from plain texts."""

from desktop.exchange.unit_reports.reading import read_report
from desktop.exchange.word_reading.paragraphs import Paragraph, TablePlace

LISTED = [
    ("QY-01", "学习传达走形式，2024年中心组学习有9次只读文件。"),
    ("QY-02", "惠农补贴发放把关不严，2024年向4名已故人员发放补贴3.0万元。"),
    ("QY-03", "公务接待管理不规范，抽查凭证25份，有2份无公函。"),
    ("QY-04", "公务接待管理不规范，超标准接待3次。"),
    ("QY-05", "集体“三资”底数不清，15处村级资产未登记。"),
    ("QY-06", "“三会一课”制度落实不严格，6个支部记录补写。"),
]
FRONT = ("云台镇党委关于巡察整改进展情况的报告", "县委巡察办：", "我镇制定措施41条。现报告如下。")


def bold(text):
    """A paragraph in bold."""
    return Paragraph((0,), text, bold=((0, len(text)),))


def cells(*rows, table=0):
    """A table from rows of texts; an empty cell has no paragraph."""
    return [
        Paragraph((0,), text, place=TablePlace(table, at, column))
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]


def read(*parts, listed=LISTED, **more):
    """The reading of paragraphs given as texts or made ready, numbered in their order."""
    made = [part if isinstance(part, Paragraph) else Paragraph((0,), part) for part in parts]
    for place, one in enumerate(made):
        one.numbers = (place,)
    return read_report(made, listed, **more)


def told(reading):
    """Finding, state and paragraphs of each answer."""
    return [(item.finding, item.claimed_status, item.paras) for item in reading.items]
