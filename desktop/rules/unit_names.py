"""The shorter names of a unit, derived from its full name where the register gives none (interfaces.md, `units`)."""

from __future__ import annotations

from dataclasses import dataclass

FORMS = ("党工委", "党总支", "党支部", "党委", "党组")
_DEPARTMENTS = ("县直部门", "事业单位", "国有企业")


@dataclass(frozen=True)
class UnitNames:
    """`party_short` is the name without its county (县农业农村局党组), `short` that without 党组 or 党委 for departments (县农业农村局)."""

    short: str
    party_short: str
    party_form: str


def derived_names(name: str, kind: str = "", county: str = "") -> UnitNames:
    """Names by the rule: the county's own name (云岭县) goes but its last character stays for county bodies (县…局)."""
    party_short = _without_county(name.strip(), county)
    form = next((form for form in FORMS if party_short.endswith(form)), "")
    is_department = kind in _DEPARTMENTS or (party_short.startswith("县") and form in ("党组", "党委"))
    short = party_short[: -len(form)] if form and is_department else party_short
    return UnitNames(short or party_short, party_short, form)


def full_name(name: str, county: str) -> str:
    """The name on the 主送 line: with the county in front (青岩县农业农村局党组, 青岩县石桥乡党委)."""
    if not county or name.startswith(county):
        return name
    if name.startswith(county[-1]) and len(name) > 1:
        return county[:-1] + name
    return county + name


def _without_county(name: str, county: str) -> str:
    if county and name.startswith(county) and len(name) > len(county):
        rest = name[len(county) :]
        return rest if _is_place(rest) else county[-1] + rest
    return name


def _is_place(rest: str) -> bool:
    stem = rest
    for form in FORMS:
        stem = stem.removesuffix(form)
    return stem.endswith(("镇", "乡", "街道", "村", "社区", "园区", "农场", "林场"))
