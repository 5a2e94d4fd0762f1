"""Units as lists write them, against the register (RULES §3): found, or near names proposed and never assumed."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.exchange.normalise.plain_text import squeezed, without_brackets
from desktop.rules.likeness import alike

_CONTINUED = re.compile("[（(](?:续|续表|续上)[)）]$")
_ROLE_BEHIND = re.compile("[（(](?:牵头|配合|主责|主办|协办|盖章|公章|签章)(?:单位)?[)）]$")
_PARTY_BODY = re.compile("(?:党组|党委|党总支|党支部|委员会|党工委|工委)$")
_COUNTY = re.compile("^[\u4e00-\u9fff]{2,3}?(?P<kind>县|市|区|旗)(?=.{2})")
_SHORTEST_DERIVED = 3
_HARD_GAPS = re.compile("[、，,；;/／\n\r|｜]+")
_ORGANISATION = re.compile(
    "(?:党委|党组|党总支|党支部|支部|委员会|总支|工委|局|委|办|办公室|院|公司|集团|中心|镇|乡|街道|村|社区|校|学校|幼儿园|站|所|会|队|园|厂|银行|联社|部|庭|馆|台|社)$"
)
_AROUND_UNIT = re.compile(
    "(?:关于|对|县委|第.{1,3}轮|中共|[\u4e00-\u9fff]{2,3}(?:县|市|区)|党组织|党组|党委|党支部|党总支|委员会|巡察|反馈|发现|存在|整改|的|问题|清单|台账|情况|表|方面|共|计|\\d+|个|条|项|[（()）:：、，])+"
)
_NEAR_ENOUGH = 0.6
_MOST_PROPOSALS = 500
"""A list with more unknown names than this is no list of this county: the rest go without proposals."""
_DRESS = re.compile("^(?:中共)?(?:[\u4e00-\u9fff]{2,3}(?:县|市|区|旗))?县?|(?:党组|党委|党总支|党支部|委员会)$")


@dataclass(frozen=True)
class RegisteredUnit:
    """A unit of the register with every name it is called by."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitRegister:
    """The names a list may use; `answers` are spellings that the clerk has already decided."""

    units: tuple[RegisteredUnit, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    _by_name: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _near: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for unit in self.units:
            for alias in unit.aliases:
                if squeezed(alias):
                    self._by_name.setdefault(squeezed(alias), unit.name)
        for unit in self.units:
            self._by_name[squeezed(unit.name)] = unit.name
        for short, name in _shorter_names([unit.name for unit in self.units]).items():
            self._by_name.setdefault(short, name)
        for written, name in self.answers.items():
            self._by_name[squeezed(written)] = name

    def find(self, written: str) -> str | None:
        """The full name of a unit written in full or by alias, else None."""
        bare = without_role(squeezed(without_continuation(written)))
        return self._by_name.get(bare) or self._by_name.get(bare.removeprefix("中共"))

    def longest_in(self, text: str) -> str | None:
        """The unit whose name or alias is the longest that stands in the text; of equals the last (镇 before its 村)."""
        name = self._longest_name_in(squeezed(text))
        return self._by_name[name] if name else None

    def in_title(self, words: str) -> str | None:
        """The unit that a section title is about: named alone, or with words around it that any list could have."""
        bare = squeezed(words).removeprefix("中共")
        name = self._longest_name_in(bare)
        if name is None:
            return None
        rest = bare.replace(name, "", 1)
        return self._by_name[name] if not rest or _AROUND_UNIT.fullmatch(rest) else None

    def _longest_name_in(self, bare: str) -> str | None:
        found = [name for name in self._by_name if len(name) > 1 and name in bare]
        return max(found, key=lambda name: (len(name), bare.rfind(name))) if found else None

    def nearest(self, written: str, count: int = 3) -> tuple[str, ...]:
        """Registered names that look like the written one, best first; asked again, the answer is at hand."""
        bare = _kernel(written)
        if bare not in self._near:
            if len(self._near) >= _MOST_PROPOSALS:
                return ()
            self._near[bare] = self._likest(bare)
        return self._near[bare][:count]

    def _likest(self, bare: str) -> tuple[str, ...]:
        best: dict[str, float] = {}
        near = alike(bare, {_kernel(name) for name in self._by_name}, _NEAR_ENOUGH)
        for name, full in self._by_name.items():
            if (likeness := near.get(_kernel(name))) is not None:
                best[full] = max(best.get(full, 0.0), likeness)
        return tuple(sorted(best, key=lambda full: (-best[full], full)))


@dataclass(frozen=True)
class UnitReading:
    """A unit cell as read: the full name or the text as written, with the kind of fault."""

    unit: str | None
    fault: str | None = None


def without_continuation(written: str) -> str:
    """The name without a trailing （续）."""
    return _CONTINUED.sub("", squeezed(written)) if _CONTINUED.search(squeezed(written)) else written


def without_role(name: str) -> str:
    """The name without （牵头）, （配合） or （盖章） behind it, which are no part of it (RULES §3)."""
    while _ROLE_BEHIND.search(name):
        name = _ROLE_BEHIND.sub("", name)
    return name


def read_unit(written: str, register: UnitRegister) -> UnitReading:
    """A unit cell against the register; several units in one cell stay as written."""
    text = without_continuation(written)
    if not squeezed(text):
        return UnitReading(None, "missing_unit")
    known = register.find(text)
    if known:
        return UnitReading(known)
    return UnitReading(text.strip(), "multiple_units" if _names_several(text, register) else "unknown_unit")


def _shorter_names(names: list[str]) -> dict[str, str]:
    """The names that the program's own papers give a unit (县教育体育局党组, 县教育体育局, 教育体育局): read where they mean one unit."""
    counties = Counter(found[0] for name in names if (found := _COUNTY.match(squeezed(name))))
    county = counties.most_common(1)[0][0] if counties else ""
    owners: dict[str, set[str]] = {}
    for name in names:
        for short in _variants(squeezed(name), county):
            owners.setdefault(short, set()).add(name)
    return {short: owner.pop() for short, owner in owners.items() if len(owner) == 1}


def _variants(name: str, county: str) -> set[str]:
    bodies = {name, _PARTY_BODY.sub("", name)}
    if county and name.startswith(county):
        rest = {body.removeprefix(county) for body in bodies}
        bodies |= rest | {county[-1] + body for body in rest}
    return {body for body in bodies if len(body) >= _SHORTEST_DERIVED}


def looks_like_a_unit(text: str) -> bool:
    """Whether a short text ends as names of organisations do."""
    bare = squeezed(without_brackets(text)[0])
    return 2 < len(bare) <= 30 and bool(_ORGANISATION.search(bare))


def _kernel(name: str) -> str:
    """The name without county and Party body: what all units share says nothing about likeness."""
    bare = squeezed(name)
    return _DRESS.sub("", bare) or bare


def _names_several(text: str, register: UnitRegister) -> bool:
    for split in (_HARD_GAPS.split(text), re.split("[\\s\u3000]+", text.strip()), re.split("[和与及]", text)):
        parts = [squeezed(without_brackets(part)[0]) for part in split]
        parts = [part for part in parts if part]
        if len(parts) > 1 and all(register.find(part) for part in parts):
            return True
    parts = [squeezed(without_brackets(part)[0]) for part in _HARD_GAPS.split(text)]
    parts = [part for part in parts if part]
    return len(parts) > 1 and (
        any(register.find(part) for part in parts) or all(looks_like_a_unit(part) for part in parts)
    )
