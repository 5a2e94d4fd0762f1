"""What can be read, told where nothing was imported yet: one tile a kind of list, one sentence each."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.operations.importing.files import WAYS
from desktop.ui.theme import Theme
from desktop.ui.widgets.properties import named

ACROSS = 3
KINDS = (
    ("问题清单", "一行一条，表头、标题行、小计合计都认得出，不用先整理。"),
    ("带措施的清单", "一条问题下几行措施，合并单元格向下填，措施归到各自的问题。"),
    ("下月的同一份清单", "台账已有的列为改动和冲突，逐栏勾选，不会重复入账。"),
    ("往年的总表", "有“轮次”一列，或一轮一张表，各归各的轮次。"),
    ("问题卡片", "一张卡片一条问题，左边栏名、右边内容。"),
    ("启用前已办的台账", "勾“期初建账”，连以前的认定结果一起带入。"),
    ("没有表头的表", "指一下表头行和各栏，认法记成对应方案，下次自动用。"),
    ("Word 里的清单", "问题列成表的 .docx，一行一条，和工作簿一样读。"),
    ("单位名册", "在“轮次与单位”页导入或粘贴。"),
    ("督办、约谈等账册", "在“登记到”里选账册，或从各账册页的 ⋯ 菜单导入。"),
)
"""Kind and sentence, in the order of how often they come."""
_LISTS = 8
"""So many of them are lists; after them the papers."""


class ReadableKinds(QWidget):
    """One tile a kind; the last ones say where else their files come in."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 14, 12)
        grid.setSpacing(theme.px(8))
        papers = [(way.title, way.told) for way in WAYS if way.told]
        tiles = [*KINDS[:_LISTS], *papers, *KINDS[_LISTS:]]
        for place, (title, sentence) in enumerate(tiles):
            grid.addWidget(_tile(title, sentence), place // ACROSS, place % ACROSS)
        grid.setRowStretch(-(-len(tiles) // ACROSS), 1)


def _tile(title: str, sentence: str) -> QFrame:
    tile = named(QFrame(), "card")
    head, words = QLabel(title), QLabel(sentence, wordWrap=True)
    head.setProperty("role", "strong")
    words.setProperty("role", "secondary")
    column = QVBoxLayout(tile)
    column.setContentsMargins(10, 6, 10, 6)
    column.setSpacing(2)
    column.addWidget(head)
    column.addWidget(words)
    column.addStretch(1)
    return tile
