"""The charts of the rate (R8), one door: each builds one figure for screen and Word, with its areas for drill-through.

Forms and order: design.md §5. Flat, hatched and tinted so that a grey print reads; no text under 9 pt.
Loading matplotlib takes a while: import this module where a chart is made, not when the program starts.
"""

from desktop.statistics.change_charts import change_waterfall, process_bars
from desktop.statistics.chart_canvas import PRINT_DPI, REPORT_MM, WORD_WIDTH_MM, Area, Chart, png
from desktop.statistics.chart_data import (
    FEW,
    NO_FINDINGS,
    STATE_GROUPS,
    Change,
    ChangeStep,
    Pooled,
    ProcessBar,
    StateBar,
    TrendPoint,
    UnitBar,
)
from desktop.statistics.state_chart import states_by_category
from desktop.statistics.trend_chart import trend
from desktop.statistics.unit_chart import units_by_rate

__all__ = [
    "FEW", "NO_FINDINGS", "PRINT_DPI", "REPORT_MM", "STATE_GROUPS", "WORD_WIDTH_MM",
    "Area", "Change", "ChangeStep", "Chart", "Pooled", "ProcessBar", "StateBar", "TrendPoint", "UnitBar",
    "change_waterfall", "png", "process_bars", "states_by_category", "trend", "units_by_rate",
]  # fmt: skip
