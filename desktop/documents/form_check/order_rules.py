"""What stands where and what is lacking: told only, since a person has to write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.documents.form_check.kinds import DATED, LETTER, NO_TEXT, RED
from desktop.documents.form_check.rules import Found, Rule, told_once
from desktop.documents.form_check.values import NUMERALS, counted
from desktop.documents.form_check.view import Paper, Para
from desktop.documents.hidden_letters import hiding_styles, unprinted
from desktop.documents.leftovers import leftovers
from desktop.documents.package import BODY
from desktop.documents.revisions import tracked

_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
_ADDRESSED = re.compile("(?:函|请示|批复|报告|通知)$")
_ORGAN = re.compile("^中共|(?:委员会|人民政府|办公室|领导小组|党组|党委|支部|局|委|办|组)$")
_PLACE = "正文"
_LEFT = re.compile("还有“[^”]*(?:[{}｛｝\ufffd]|缺|错误|Error!)")
"""Of what may be left over only what no other program's paper says on purpose."""


def addressee(paper: Paper) -> Iterator[Found]:
    """A paper that is sent to somebody names 主送机关 (7.3.2), there or in the colophon."""
    title = "".join(re.sub(r"\s", "", one.words) for one in paper.of("title"))
    sent = paper.form in (RED, LETTER) and _ADDRESSED.search(title) is not None
    copied = any(one.words.startswith("主送") for one in paper.of("cc"))
    body = [one for one in paper.paras if one.kind in ("body", "h1")]
    if sent and body and not paper.of("to") and not copied and not _unsure_addressee(paper):
        yield Found("to.missing", f"{paper.of('title')[-1].where}下", "没有主送机关，请在标题下空一行顶格写上")


def body_on_paper(paper: Paper) -> Iterator[Found]:
    """A paper with a number has a title (7.3.1)."""
    if paper.form in (RED, LETTER) and paper.of("docno") and not paper.of("title") and paper.of("body", "to"):
        yield Found("title.missing", f"{paper.of('docno')[-1].where}下", "没有标题，请在红线下空两行居中写上")


def date(paper: Paper) -> Iterator[Found]:
    """A paper with a number has its date under the name, or under the title where it is a decision (7.3.5)."""
    written = [
        one
        for one in paper.paras
        if one.kind == "date"
        or (one.kind not in ("cc", "printed") and re.fullmatch(rf"[（(]?.{{0,20}}?{DATED}.{{0,6}}[）)]?", one.words))
    ]
    if paper.form in (RED, LETTER) and paper.of("title") and paper.of("body", "h1") and not written:
        yield Found("date.missing", "正文之后", "没有成文日期，请在署名之下写上")


def docno(paper: Paper) -> Iterator[Found]:
    """A head with 文件 has a number (7.2.5)."""
    if paper.form == RED and not paper.of("docno") and paper.of("title"):
        yield Found("docno.missing", "发文机关标志之下", "没有发文字号，请在发文机关标志下空二行写上")


def levels(paper: Paper) -> Iterator[Found]:
    """一、 （一） 1. （1）, none left out but （一） where there are two levels only (7.3.3)."""
    headings = [one for one in paper.of(*_LEVELS) if not one.listed]
    before = min((_LEVELS[one.kind] for one in headings), default=1) - 1
    skipped = []
    for one in headings:
        level = _LEVELS[one.kind]
        if level > before + 1 and not (before == 1 and level == _LEVELS["h3"]):
            skipped.append(one)
        before = level
    yield from told_once("heading.level", skipped, "层次跳了一级，应依次用“一、”“（一）”“1.”“（1）”，请核对")


def sequence(paper: Paper) -> Iterator[Found]:
    """一、 二、 三、 one after another, beginning anew after a higher level."""
    wrong: list[Para] = []
    counted = {"h1": 0, "h2": 0}
    for one in paper.paras:
        if one.kind in ("annex", "annex_title"):
            counted = {"h1": 0, "h2": 0}
        if one.kind not in counted or one.listed:
            continue
        now = _counted(one.words)
        if now not in (1, counted[one.kind] + 1):
            wrong.append(one)
        counted[one.kind] = now
        if one.kind == "h1":
            counted["h2"] = 0
    yield from told_once("heading.sequence", wrong, "层次序号不连续，请核对有没有漏写或错号")


def colophon(paper: Paper) -> Iterator[Found]:
    """抄送 above 印发 (7.4.2); a letter has no 印发 (10.1)."""
    kinds = [one.kind for one in paper.of("cc", "printed")]
    if "cc" in kinds and "printed" in kinds and kinds.index("printed") < kinds.index("cc"):
        yield from told_once("colophon.order", paper.of("printed")[:1], "抄送应在印发机关和印发日期之上，请对调")
    if paper.form == LETTER:
        yield from told_once("letter.printed", paper.of("printed"), "信函格式的版记不写印发机关和印发日期，请删去")


def seal_page(paper: Paper) -> Iterator[Found]:
    """The page of the seal bears text; 此页无正文 is no way out (7.3.5.5)."""
    wrong = [one for one in paper.paras if re.fullmatch(NO_TEXT, one.words)]
    yield from told_once("sign.page", wrong, "不得用“此页无正文”，请调整行距、字距，使印章与正文同页后删去")


def annexes(paper: Paper) -> Iterator[Found]:
    """No annex that 附件说明 does not name, each under the name it has there (7.3.7); what is sent apart is named only."""
    named, titles = _named(paper.of("attach")), _titled(paper)
    if not named or not titles:
        return
    if len(named) < len(titles):
        message = f"附件说明写了 {len(named)} 个，后面附有 {len(titles)} 个，请核对"
        yield from told_once("annex.count", paper.of("attach")[:1], message)
        return
    off = [one for one, title in titles if title and not any(_same(said, title) for said in _meant(one, named))]
    yield from told_once("annex.title", off, "附件标题应与附件说明里的名称一致，请核对")


def _meant(annex: Para, named: list[str]) -> list[str]:
    """The name with the serial of an annex; all of them where it bears none."""
    serial = re.search(r"\d+$", annex.words)
    at = int(serial[0]) - 1 if serial else -1
    return named[at : at + 1] if 0 <= at < len(named) else named


def _same(said: str, title: str) -> bool:
    return said in title or title in said


def _named(paras: list[Para]) -> list[str]:
    """The names of 附件说明; a line without a serial goes on with the name before it."""
    found: list[str] = []
    for one in paras:
        said = re.sub(r"^附件\s*[：:]", "", one.words).strip()
        bare = re.sub(r"^\d{1,2}\s*[.．、]", "", said)
        if bare == said and found:
            found[-1] += _plain(bare)
        else:
            found.append(_plain(bare))
    return [one for one in found if one]


def _titled(paper: Paper) -> list[tuple[Para, str]]:
    """Each annex with its title."""
    found: list[tuple[Para, str]] = []
    for one in paper.of("annex", "annex_title"):
        if one.kind == "annex":
            found.append((one, ""))
        elif found:
            found[-1] = (one, found[-1][1] + _plain(one.words))
    return found


def _plain(text: str) -> str:
    return re.sub(r"[\s《》“”（）()。；，]", "", text)


def unfinished(paper: Paper) -> Iterator[Found]:
    """Tags of templates, gaps of drafts, hidden words and tracked changes print or do not print what is meant."""
    body, look = paper.tree(BODY), paper.tree("word/styles.xml")
    if body is None:
        return
    text = "\n".join(one.words for one in paper.paras)
    if left := [one for one in leftovers([(_PLACE, text)]) if _LEFT.search(one)]:
        yield Found("text.leftover", _PLACE, left[0].replace("再签发", "再用") + _more(left))
    if hidden := list(unprinted(_PLACE, body, frozenset() if look is None else hiding_styles(look))):
        yield Found("text.hidden", _PLACE, hidden[0].replace("再签发", "再用") + _more(hidden))
    if changes := list(tracked(body)):
        yield Found("text.revisions", _PLACE, f"还有修订没有接受：{changes[0]}，请接受或拒绝{_more(changes)}")


def _unsure_addressee(paper: Paper) -> bool:
    """Whether a line that may be an addressee stands under the title."""
    after = [one for one in paper.paras if one.number > paper.of("title")[-1].number][:3]
    return any(re.search("[：:]$", one.words) for one in after) or after[:1] == [] or after[0].inside


def _counted(text: str) -> int:
    """The number of a heading in Chinese numerals, up to 99."""
    found = re.match(rf"[（(]?([{NUMERALS}]+)", text)
    return counted(found[1] if found else "")


def signed_after_date(paper: Paper) -> Iterator[Found]:
    """署名 stands over the date (7.3.5)."""
    pairs = zip(paper.paras, paper.paras[1:], strict=False)
    off = [
        one
        for date, one in pairs
        if date.kind == "date" and not (one.kind or one.inside) and one.align == "right" and _ORGAN.search(one.words)
    ]
    if not paper.of("sign"):
        yield from told_once("sign.order", off, "署名应在成文日期之上，请对调")


def _more(found: list[str]) -> str:
    return f"（共 {len(found)} 处）" if len(found) > 1 else ""


RULES: tuple[Rule, ...] = (
    date,
    docno,
    addressee,
    body_on_paper,
    levels,
    sequence,
    colophon,
    seal_page,
    annexes,
    unfinished,
    signed_after_date,
)
