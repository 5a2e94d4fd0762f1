"""What every paper asks of the office: organs that sign, the round in words, names of units, copies."""

from __future__ import annotations

import base64
import re
from datetime import date

from db.queries import units as unit_queries
from db.queries.county_leaders import leader_titles
from db.queries.settings import setting
from db.reader import Reader
from db.records import RoundRow, UnitRow
from desktop.documents.figures import Picture
from desktop.errors import KnownError
from desktop.rules.unit_names import full_name

_POST = re.compile("书记|[县市区部局处院组科乡镇校会]长|检察长|秘书长|主任|主席|常委|委员|政委|巡视员|调研员|负责人")
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")


def organ(reader: Reader, name: str) -> str:
    """The full name of an organ that signs papers, by the name that declarations use; empty where the office has not said it."""
    if name == "county_office":
        county = setting(reader, "county")
        return setting(reader, "county_office") or (f"中共{county}委办公室" if county else "")
    return setting(reader, name) or (setting(reader, "office") if name == "leading_group" else "")


def round_words(one: RoundRow) -> str:
    """十五届县委第六轮（常规） as papers call it: 十五届县委第六轮巡察."""
    name = _BRACKETS.sub("", one.name).strip()
    return name if "巡察" in name else f"{name}巡察"


def addressee(reader: Reader, unit_id: int, on: date) -> tuple[UnitRow, str]:
    """The unit with the name of the day, and that name with the county in front as the 主送 line prints it."""
    unit = unit_queries.unit(reader, unit_id, on.isoformat())
    if unit is None:
        raise KnownError("这个单位已不在名册中，不能给它发文。请核对名册。")
    return unit, full_name(unit.name, setting(reader, "county"))


def copies(
    reader: Reader, unit: UnitRow, organs: tuple[str, ...], *, leader: bool = True, team: bool = True
) -> list[str]:
    """抄送 in the order of the office's usage: county leader with title, organs, then the discipline team of the unit."""
    name = unit.supervising_leader if leader else ""
    named = [leader_titles(reader).get(name, "") + name] if name else []
    return [one for one in (*named, *organs, unit.discipline_team if team else "") if one]


SEAL_SIZE = (42, 42)  # mm: the seal of a Party body at county level
SEAL_BYTES = 200_000
_NO_SEAL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364600000000600023081d02f00"
    "00000049454e44ae426082"
)  # one transparent dot: it holds the place of a seal that is put by hand


def seal(reader: Reader) -> Picture:
    """The office's seal, or an empty picture that keeps its place."""
    kept = setting(reader, "seal_picture")
    return Picture(base64.b64decode(kept) if kept else _NO_SEAL, "印章", SEAL_SIZE)


def seal_setting(png: bytes) -> str:
    """A picture of the seal as it is kept among the office's settings; raises KnownError where it is none, or too large."""
    if not png.startswith(b"\x89PNG\r\n\x1a\n"):
        raise KnownError("印章图不是 PNG 图片。请另选一张。")
    if len(png) > SEAL_BYTES:
        raise KnownError(f"印章图太大，超过{SEAL_BYTES // 1000} KB。请缩小后再选。")
    return base64.b64encode(png).decode("ascii")


def without_post(reader: Reader, name: str) -> bool:
    """Whether a county leader would be named without a post: none was entered with the name, none is known of it."""
    return bool(name) and name not in leader_titles(reader) and not _POST.search(name)


def comrade(reader: Reader, name: str) -> str:
    """A county leader as a paper to that leader begins: 秦望舒同志; a name that was entered with its post stays as it is (papers 00, 2)."""
    return name if name not in leader_titles(reader) and _POST.search(name) else f"{name}同志"


def posts_of_leaders(reader: Reader) -> dict[str, str]:
    """Every county leader whose post is known, and those of the register that would be named without one (empty)."""
    lacking = {name: "" for name in unit_queries.leaders(reader) if without_post(reader, name)}
    return {**leader_titles(reader), **lacking}


def read_posts(text: str) -> dict[str, str]:
    """Lines of 姓名 职务; a line that holds only a name says nothing yet."""
    words = (line.split(maxsplit=1) for line in text.replace("\u3000", " ").splitlines())
    return {one[0]: one[1].strip() for one in words if len(one) == 2}
