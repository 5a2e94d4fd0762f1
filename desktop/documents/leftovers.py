"""What no finished paper may hold: tags, braces, gaps of a draft, and words of the machine that come of a value printed raw.

Words that the ledger or the clerk gave to the paper are nobody's leftover, whatever they say; nor is what an editor writes into
the properties of a file, where false and none are everyday values.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from desktop.documents.hidden_letters import TURNING

_LEFT = re.compile(
    r"[〔［【\[]\s*缺\s*[:：][^〕］】\]]*[〕］】\]]?|〔缺[^〕]*〕?|\{\{[^{}]*\}\}|\{%[^%]*%\}|\{#[^#]*#\}|[{｛][^{}｛｝]{0,20}[}｝]|[{}｛｝]"
    r"|(?<![A-Za-z])(?:None|NaN|nan|True|False|Undefined|undefined|null|none|false|Ｎｏｎｅ|Infinity|TODO)(?![A-Za-z])"
    r"|\ufffd|&(?:lt|gt|amp|quot|#\d+);|#(?:REF|VALUE|NAME|DIV/0)[!?]|错误[!！]\s*(?:未(?:找到|定义|指定|提供|知)的?(?:引用源|书签|目录项|索引项|图形项目表|文档变量|文档属性|文件名|开关参数|样式)"
    r"|引用源?(?:未找到|不存在|无效)|书签(?:未定义|自引用|不存在)|(?:超级?)?链接(?:引用)?无效|文档中没有指定样式的文字|不能识别的开关参数|不能通过编辑域代码创建对象)|Error! [A-Z][a-z ]+"
    r"|\[\]|\[['\"(][^\]]{0,20}|<[\w.]+ object[^>]*>|(?<![A-Za-z])(?:Decimal|datetime\.\w+|Figure|Typed|Lacking|Picture)\(?(?=[('.]|$)"
)
_HINT = re.compile(r"[A-Za-z缺错Ｎ{}｛｝<&#\[\ufffd]")
"""A character that every leftover has: most lines of a paper hold none, and are passed over in a fraction of the time."""
_SHOWN = 12
UNREAD = "文件信息"
"""The place of properties that an editor writes and nobody reads on a paper; nothing is left over there."""
_ENDS = " \t\u3000，。；、,."
_GIVEN = "\u4e00"
_LINES = re.compile("[\r\n\u2028]")
_DROPPED = re.compile(rf"[{TURNING}\s\x00-\x1f\x7f-\x9f\u200b-\u200f\ufeff\ufffe\uffff\ud800-\udfff]")
_SPACE = r"\s*"
_FULL = dict(zip("(),;:?!", "（），；：？！", strict=True))


def leftovers(texts: Iterable[tuple[str, str]], given: Collection[str] = ()) -> Iterator[str]:
    """Each thing left over as a sentence: the part, the paragraph, the words round it, and what is left.

    `given` are the texts that the ledger and the clerk gave to this paper: where one stands word for word, it stands rightly.
    """
    pardoned = [_printed(text) for text in told(given)]
    for place, text in texts:
        if place == UNREAD:
            continue
        at = 0
        for line in text.split("\n"):
            if not line.strip():
                continue
            at += 1
            if not _HINT.search(line):
                continue
            for found in _LEFT.finditer(_without(line, pardoned)):
                left = line[found.start() : found.end()]
                yield f"{place}第{at}段“{_round(line, found.start(), found.end())}”里还有“{left}”，补齐或删去后再签发"


def told(texts: Iterable[str]) -> Iterator[str]:
    """The lines and sentences of given texts that would be taken for something left over, the longest first.

    They come without the marks at their ends, which a form may take off; a sentence that is a bare word says too little.
    """
    lines = [
        line.strip(_ENDS) for text in texts if _HINT.search(text) and _LEFT.search(text) for line in _LINES.split(text)
    ]
    sentences = [one.strip(_ENDS) for line in lines for one in re.split("[。；]", line) if not is_bare(one)]
    yield from sorted({one for one in (*lines, *sentences) if _LEFT.search(one)}, key=lambda one: (-len(one), one))


def is_bare(text: str) -> bool:
    """Whether a text is nothing but a word of the machine, as a value printed raw would be."""
    return _LEFT.fullmatch(text.strip(_ENDS)) is not None


def _without(line: str, pardoned: Iterable[re.Pattern[str]]) -> str:
    """A line of the same length in which what was given reads as an ordinary word."""
    for text in pardoned:
        line = text.sub(lambda found: _GIVEN * len(found[0]), line)
    return line


def _printed(text: str) -> re.Pattern[str]:
    """A text as the pen prints it, with full marks and without stray spaces, and where it stands by itself.

    none given does not pardon the beginning of nonesuch.
    """
    marks = [re.escape(mark) if mark not in _FULL else f"[{mark}{_FULL[mark]}]" for mark in _DROPPED.sub("", text)]
    return re.compile(rf"(?<![A-Za-z](?=[A-Za-z])){_SPACE.join(marks)}(?!(?<=[A-Za-z])[A-Za-z])")


def _round(line: str, start: int, end: int) -> str:
    """The words before and after, so that the place is found without counting."""
    before, after = line[max(0, start - _SHOWN) : start], line[end : end + _SHOWN]
    return f"{'…' if start > _SHOWN else ''}{before}{line[start:end][:_SHOWN]}{after}{'…' if len(line) > end + _SHOWN else ''}"
