"""L-8: the parts of the change sentence explain the whole change; what they leave over is said."""

import pytest

from desktop.ui.pages.overview.board import change_parts


@pytest.mark.parametrize(
    ("causes", "total", "said"),
    [
        ([("销号", 13), ("反弹、重新打开", -1)], 12, "销号 +13，反弹 −1"),
        ([("反馈入账", 3), ("核减", -1)], 2, "反馈入账 +3，核减 −1"),
        ([("销号", 4)], 6, "销号 +4，其余 +2"),
        ([("销号", 4), ("销号、补登", 1)], 5, "销号 +5"),
        ([], 0, ""),
    ],
)
def test_the_parts_sum_to_the_change_l8(causes, total, said):
    assert change_parts(causes, total) == said
