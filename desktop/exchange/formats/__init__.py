"""The accepted import forms, one module each, and their catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """One accepted form as `forms` lists it."""

    form: str
    title: str
    extensions: tuple[str, ...]


FORMS = (
    Form("units", "单位名册", (".json", ".xlsx", ".xlsm", ".xls", ".csv")),
    Form("finding_list", "问题清单、整改台账", (".xlsx", ".xlsm", ".xls", ".csv")),
)
"""The forms this room reads; an issue that adds a form adds its line."""
