"""全县巡察工作进展情况报告: the report on the term's work to the superior committee's office, red and with a signatory (papers/18)."""

from desktop.documents.recipes import inspection_progress_report

RECIPE = inspection_progress_report.upward()
