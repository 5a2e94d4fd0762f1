"""To whom a bulletin cannot go: it makes known and asks, and to whom is above or leads the county one only reports (00-style 5).

A 主送 is refused only by a name that surely is one of these: the organs beside the office (团县委, 县委组织部, 县委农村工作领导小组)
and posts in the units (乡镇党委书记) bear the same words and are right.
"""

from __future__ import annotations

import re

_BETWEEN = re.compile("[、，,；;]")
_MEETING = "(?:常委会(?:会议)?|常务委员会(?:会议)?|书记专题会(?:议)?)"
_INSPECTION = "巡[视察](?:工作)?(?:领导小组)?(?:办公室|办|组|机构)?"
_NO_PARTY_COMMITTEE = "(?!共青团|团|民|农工|九三|致公|台盟)"
_NAMED = "[^会室办机党委县乡镇]{2,4}"


def above(names: str, county: str) -> str:
    """The first of several addressees that is above the office of a county or leads it; '' where none surely is.

    Above are the county committee, its meetings and the leading group of inspection, and the committees of city, province and
    state with their inspections; county leaders are told by post, by post and name, or as comrades.
    """
    own = f"(?:{re.escape(county)}|[县区])" if county else "[县区]"
    surely = re.compile(
        rf"(?:(?:中共)?{own}|中共.{{2,6}}[县区旗])委(?:{_MEETING}|巡察工作领导小组)?"
        rf"|(?:{_NO_PARTY_COMMITTEE}(?:中共)?(?:.{{2,6}})?[省市州]委|中共中央|党中央|中央)(?:{_MEETING}|{_INSPECTION})?"
        rf"|(?:{own}|市)(?:委(?:书记|副书记|常委)|政府(?:常务)?(?:副)?[县区市]长)(?:{_NAMED})?"
        rf"|(?:常务)?副?(?:{own}|市)长(?:{_NAMED})?"
        rf"|{own}(?:人大(?:常委会)?副?主任|政协副?主席)(?:{_NAMED})?"
        rf"|[^各]{{2,4}}同志"
    )
    pieces = (one.strip("：: \u3000") for one in _BETWEEN.split(names))
    return next((one for one in pieces if surely.fullmatch(one)), "")
