"""Words of progress → the state codes of the ledger (RULES §6); the order of the rules is the rule."""

import re
from collections.abc import Iterable

from desktop.exchange.normalise.plain_text import half_width, is_blank_word, squeezed, without_brackets

_MARKS = re.compile(r"[。，,；;：:、！!？?．.·“”\"'‘’（）()【】\[\]〔〕<>《》~～_*＊—–-]+")
_YES, _NO = frozenset("是√✓✔☑"), frozenset("否×✕✗✘")
_PERCENT = re.compile(r"^(?:整改|完成|进度|已|为|约|达|达到|率|任务|总体|[：:])*(\d+(?:\.\d+)?)%$")

_RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("not_started", ("未启动", "未开展")),
    ("not_done", ("未",)),
    ("transferred", ("移交", "移送")),
    ("basically_done", ("基本",)),
    ("partly_done", ("阶段", "部分")),
    ("long_term", ("长期", "持续坚持", "常态")),
    ("in_progress", ("推进", "正在", "整改中", "进行中", "持续整改")),
    ("done", ("完成", "到位", "销号", "办结", "已整改")),
)
_BACKWARDNESS = ("not_done", "not_started", "in_progress", "partly_done", "long_term", "basically_done", "done")

_STATUS_WORD = re.compile(
    "(?:目前|现|该|问题|已经|已|均|全部|全面|按期|如期|基本|初步|阶段性|阶段|部分|取得|成效|并|且|正在|正|持续|长期|常态化|常态|坚持|推进|整改"
    "|完成|到位|销号|办结|进行|中|尚未|还未|未|没有|启动|开展|落实|有序|稳步|加快|抓紧|办理)+"
)
_REFERRAL = re.compile("(?:已|均)*(?:移交|移送)[\u4e00-\u9fff]{0,14}")
_OPENING_WORD = re.compile(
    r"^[（(【\[〔]?([^，。,.；;：:、！!（）()【】\[\]〔〕—\-\s]{1,24})(?=$|[，。,.；;：:、！!（）()【】\[\]〔〕—\-])"
)


def read_status(value: object, is_percent: bool = False) -> tuple[str | None, str | None]:
    """The state code and the fault (`unknown_status`) of a status cell; both None where it is empty."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_share(float(value) * 100) if is_percent else (None, "unknown_status")
    text = value if isinstance(value, str) else ("" if value is None else str(value))
    if is_blank_word(text):
        return None, None
    state = status_of(text)
    return state, None if state else "unknown_status"


def status_of(text: str) -> str | None:
    """The state a written status stands for, or None where it is not recognised."""
    bare = squeezed(text)
    outside = without_brackets(bare)[0] or bare.strip("（）()【】[]〔〕［］")
    head = _MARKS.sub("", outside)
    if head and len(head) == 1 and (head in _YES or head in _NO):
        return "done" if head in _YES else "not_done"
    share = _PERCENT.match(half_width(outside).rstrip("。.;；，,"))
    if share:
        return _of_share(float(share[1]))[0]
    words = _MARKS.sub("", bare)  # what stands in brackets or behind as a date stays: no rule looks at digits
    for state, signs in _RULES:
        if any(sign in words for sign in signs):
            return state
    return None


def _of_share(percent: float) -> tuple[str | None, str | None]:
    if not 0 <= percent <= 100:
        return None, "unknown_status"
    if percent == 100:
        return "done", None
    return ("not_started" if percent == 0 else "in_progress"), None


def status_at_head(progress: str) -> str | None:
    """The state a progress note begins with, taken only where a mark or bracket follows at once (RULES §6)."""
    found = _OPENING_WORD.match(progress.strip())
    if not found:
        return None
    word = found[1]
    if _STATUS_WORD.fullmatch(word) or _REFERRAL.fullmatch(word):
        return status_of(word)
    return None


def most_backward(states: Iterable[str | None]) -> str | None:
    """The state of an item whose rows differ; `transferred` only where all rows are."""
    known = [state for state in states if state]
    if not known:
        return None
    rest = [state for state in known if state != "transferred"]
    return min(rest, key=_BACKWARDNESS.index) if rest else "transferred"
