"""The parts of 统计分析: its tabs, the banner of the formula, and the rows behind a number."""
