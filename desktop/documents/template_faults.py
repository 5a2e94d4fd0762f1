"""All faults of a template at once, each with its paragraph, its tag, and what was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

import jinja2
from jinja2 import nodes
from lxml import etree

from desktop.documents import template_types as types
from desktop.documents.bench import Bench
from desktop.documents.fixed_words import NUMBER_CELL, cut_words, fixed_words, strange_marks
from desktop.documents.hidden_letters import hidden_runs
from desktop.documents.package import BODY, W
from desktop.documents.vocabulary import LIST, RECORD, Field
from desktop.documents.words import FILTER_NAMES

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%[-+]?\s*(?P<scope>tr|tc|p|r)?\b\s*(?P<body>.*?)\s*[-+]?%\}", re.DOTALL)
_HIDDEN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_OPENS = {"if": "endif", "for": "endfor"}
_DEEPEST_LOOP = 3
IN_TEXT, IN_TABLE, BESIDE = 0, 1, 2
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Slice,
    nodes.Filter, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Const, nodes.Add, nodes.Sub,
    nodes.Test, nodes.CondExpr, nodes.If, nodes.For, nodes.Keyword, nodes.Tuple, nodes.List,
)  # fmt: skip
ALWAYS = ("loop", *types.ALWAYS_KINDS)
_PARAGRAPH_WORDS = {
    "word/header": "页眉",
    "word/footer": "页脚",
    "docProps": "文档属性",
    "word/footnotes": "脚注",
    "word/endnotes": "尾注",
}


@dataclass(frozen=True)
class Fault:
    """One thing to mend; `paragraph` counts the paragraphs that a reader sees, from 1, those in tables too, empty ones not."""

    template: str
    paragraph: int
    tag: str
    message: str
    suggestion: str = ""

    def __str__(self) -> str:
        where = f"第{self.paragraph}段" if self.paragraph else "全文"
        hint = f"；{self.suggestion}" if self.suggestion else ""
        return f"{where}“{self.tag}”{self.message}{hint}" if self.tag else f"{where}{self.message}{hint}"

    @property
    def elsewhere(self) -> bool:
        """Whether its paragraph is counted in a head, a foot or a note, and not in the body."""
        return any(f"（{word}）" in self.message for word in _PARAGRAPH_WORDS.values())

    def as_json(self) -> dict[str, object]:
        """The shape of the command line."""
        return dict(self.__dict__)


@dataclass
class _Open:
    word: str
    paragraph: int
    tag: str
    names: dict[str, Field | None] = field(default_factory=dict)
    kinds: dict[str, types.Kind] = field(default_factory=dict)
    tested: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()


def find_faults(template: str, trees: Mapping[str, etree._Element], fields: tuple[Field, ...]) -> list[Fault]:
    """Read every tagged part; the body first."""
    faults: list[Fault] = []
    for part in sorted(trees, key=lambda part: part != BODY):
        faults += _Reader(template, part, fields).read(trees[part])
    return faults


@lru_cache(maxsize=1024)
def _parsed(source: str) -> types.Parsed:
    """A tag as it is understood, read once: a template that is checked anew, and the one it was copied from, say mostly the same."""
    return types.Parsed(tuple(_bench().parse(source).find_all(nodes.Node)))


@cache
def _bench() -> Bench:
    return Bench()


class _Reader:
    """One part, paragraph by paragraph, with what is open at each place."""

    def __init__(self, template: str, part: str, fields: tuple[Field, ...]) -> None:
        self._template = template
        self._where = next((word for start, word in _PARAGRAPH_WORDS.items() if part.startswith(start)), "")
        self._fields = {item.name: item for item in fields}
        self._of_fields = {**types.ALWAYS_KINDS, **{item.name: types.kind_of_field(item) for item in fields}}
        self._judges_words = not part.startswith("docProps")
        self._open: list[_Open] = []
        self._faults: list[Fault] = []
        self._at = 0
        self._before = ""

    def read(self, tree: etree._Element) -> list[Fault]:
        for self._at, text, standing in paragraphs(tree):
            self._read_paragraph(text, standing)
        self._judge_hidden(tree)
        for still in self._open:
            self._at = still.paragraph
            self._fault(still.tag, "没有结束", f"在后面补上 {{% {_OPENS[still.word]} %}}")
        return self._faults

    def _judge_hidden(self, tree: etree._Element) -> None:
        """Hidden letters print nothing: a figure in them is missing on paper although it was filled in."""
        for self._at, (paragraph, _text) in enumerate(seen_paragraphs(tree), 1):
            for words in hidden_runs(paragraph):
                self._fault(words, "是隐藏文字，印不出来", "取消“隐藏文字”，或删去")

    def _fault(self, tag: str, message: str, suggestion: str = "") -> None:
        where = f"（{self._where}）" if self._where else ""
        fault = Fault(self._template, self._at, tag, message + where, suggestion)
        if fault not in self._faults:
            self._faults.append(fault)

    def _read_paragraph(self, text: str, standing: int) -> None:
        in_table = standing != IN_TEXT
        for found in _TAG.finditer(text):
            tag = found.group()
            if tag.startswith("{%"):
                self._statement(tag, text, in_table)
            elif tag.startswith("{{"):
                self._expression(tag, tag[2:-2].strip("-+ "), text[found.end() :])
        bare = _TAG.sub("\x00", text)
        for mark, wrong, meant in strange_marks(bare):
            self._fault(mark, wrong, self._meant(mark, meant))
        if self._judges_words:
            for mark, wrong, meant in (*fixed_words(bare), *self._cut_words(bare, in_table)):
                self._fault(mark, wrong, meant)
            looped = in_table and any(still.word == "for" for still in self._open)
            if (standing == BESIDE or looped) and NUMBER_CELL.fullmatch(bare):
                self._fault(bare.strip(), "是写死的数", "改成这一栏的字段")

    def _cut_words(self, bare: str, in_table: bool) -> Iterator[tuple[str, str, str]]:
        """Words that begin in the paragraph before; cells stand by themselves, and what prints nothing parts nothing."""
        if in_table:
            self._before = ""
        elif bare.strip("\x00 "):
            yield from cut_words(self._before, bare)
            self._before = bare

    def _meant(self, mark: str, meant: str) -> str:
        """The nearest word where a single brace holds one."""
        inside = mark.strip("{}｛｝% ")
        near = _nearest(inside, self._names()) if inside else ""
        return f"是不是 {{{{{near}}}}}？" if near and mark[0] in "{｛" else meant

    def _statement(self, tag: str, text: str, in_table: bool) -> None:
        found = _STATEMENT.fullmatch(tag)
        body = (found["body"] if found else "").translate(_QUOTES)
        scope = found["scope"] if found else None
        word = body.partition(" ")[0]
        self._judge_scope(tag, scope, text, in_table)
        if word in _OPENS:
            self._begin(tag, word, body)
        elif word in ("endif", "endfor"):
            self._end(tag, word)
        elif word in ("elif", "else"):
            self._go_on(tag, word, body)
        else:
            near = _nearest(word, ("if", "elif", "else", "endif", "for", "endfor"))
            self._fault(
                tag, f"不认识或不允许的语句“{word}”", f"是不是 {near}？" if near else "只能用 if、elif、else、for"
            )

    def _judge_scope(self, tag: str, scope: str | None, text: str, in_table: bool) -> None:
        if scope == "tr" and not in_table:
            self._fault(tag, "不在表格里", "表格外独占一段的条件、循环用 {%p …%}")
        if scope == "p" and text.strip() != tag.strip():
            self._fault(tag, "没有独占一段，同段的字会丢失", "让 {%p …%} 单独成段，或改用 {% …%}")

    def _begin(self, tag: str, word: str, body: str) -> None:
        opened = _Open(word, self._at, tag)
        tree = self._parsed(tag, "{% " + body + " %}{% " + _OPENS[word] + " %}")
        if tree is not None:
            self._judge(tag, tree)
            chosen = next(tree.find_all(nodes.If), None)
            if chosen is not None:
                opened.tested = frozenset(types.known_empty(chosen.test))
            loop = next(tree.find_all(nodes.For), None)
            if loop is not None:
                self._judge_loop(tag, loop)
                element = types.judge_loop(loop.iter, self._scope(), self._teller(tag))
                if isinstance(loop.target, nodes.Name):
                    opened.names[loop.target.name] = self._field_of(loop.iter)
                    if element is not None:
                        opened.kinds[loop.target.name] = element
        self._open.append(opened)

    def _judge_loop(self, tag: str, loop: nodes.For) -> None:
        if loop.test is not None or loop.recursive:
            self._fault(tag, "循环里不能带 if 或 recursive", "在循环内另起 {% if %}")
        if sum(still.word == "for" for still in self._open) >= _DEEPEST_LOOP:
            self._fault(tag, f"循环套得太深（最多{_DEEPEST_LOOP}层）")

    def _end(self, tag: str, word: str) -> None:
        if not self._open:
            self._fault(tag, "前面没有对应的开始", "删去，或在前面补上 {% if … %} 或 {% for … %}")
        elif _OPENS[self._open[-1].word] != word:
            last = self._open.pop()
            self._fault(tag, f"与第{last.paragraph}段的“{last.tag}”不成套", f"这里应是 {{% {_OPENS[last.word]} %}}")
        else:
            self._open.pop()

    def _go_on(self, tag: str, word: str, body: str) -> None:
        if not self._open or self._open[-1].word != "if":
            self._fault(tag, "前面没有 if", "在前面补上 {% if … %}")
        else:
            self._open[-1].absent |= self._open[-1].tested
        if word == "elif":
            tree = self._parsed(tag, "{% if 1 %}{% " + body + " %}{% endif %}")
            if tree is not None:
                self._judge(tag, tree)

    def _expression(self, tag: str, body: str, after: str) -> None:
        body = re.sub(r"^(?:p|r|tr|tc)\s+", "", body)
        if not body:
            self._fault(tag, "里面没有字段名")
            return
        tree = self._parsed(tag, "{{ " + body.translate(_QUOTES) + " }}")
        if tree is None:
            return
        self._judge(tag, tree)
        absent = frozenset().union(*(still.absent for still in self._open))
        for output in tree.find_all(nodes.Output):
            for node in output.nodes:
                types.judge_printed(node, self._scope(), absent, after, self._teller(tag))

    def _scope(self) -> dict[str, types.Kind]:
        """Every word that can be named here, with its kind; inner loops come last and win."""
        scope = dict(self._of_fields)
        for still in self._open:
            for name in still.names:
                scope.pop(name, None)
            scope.update(still.kinds)
        return scope

    def _teller(self, tag: str) -> types.Tell:
        return lambda message, suggestion: self._fault(tag, message, suggestion)

    def _parsed(self, tag: str, source: str) -> types.Parsed | None:
        try:
            return _parsed(source)
        except jinja2.TemplateError:
            self._fault(tag, "写法有误，读不出来", "对照“字段清单”重新复制这个标记")
            return None

    def _judge(self, tag: str, tree: types.Parsed) -> None:
        """Forbidden constructs, unknown filters, unknown words."""
        for node in tree.everything:
            if isinstance(node, _ALLOWED):
                continue
            if isinstance(node, (nodes.Expr, nodes.Stmt)):
                self._fault(tag, "用了模板里不允许的写法（乘除、调用、赋值等）", "只能取字段、用过滤器、做比较和加减")
                return
        for node in tree.find_all(nodes.Filter):
            if node.name not in FILTER_NAMES:
                near = _nearest(node.name, FILTER_NAMES)
                self._fault(tag, f"没有“{node.name}”这个过滤器", f"是不是“{near}”？" if near else "")
        for name in tree.find_all(nodes.Name):
            if name.ctx == "load" and not self._known(name.name):
                near = _nearest(name.name, self._names())
                self._fault(tag, f"没有“{name.name}”这个字段", f"是不是“{near}”？" if near else "请从“字段清单”里选")
        for access in tree.find_all(nodes.Getattr):
            self._judge_attribute(tag, access)
        types.judge(tree, self._scope(), self._teller(tag))

    def _judge_attribute(self, tag: str, access: nodes.Getattr) -> None:
        if access.attr.startswith("_"):
            self._fault(tag, "用了模板里不允许的写法", "字段名不能以下划线开头")
            return
        owner = self._field_of(access.node)
        if owner is None or not owner.items:
            return
        names = tuple(item.name for item in owner.items)
        if access.attr not in names:
            near = _nearest(access.attr, names)
            hint = f"是不是“{near}”？" if near else "它有：" + "、".join(names)
            self._fault(tag, f"“{owner.name}”里没有“{access.attr}”", hint)

    def _names(self) -> tuple[str, ...]:
        return (*self._fields, *(name for still in self._open for name in still.names), *ALWAYS)

    def _known(self, name: str) -> bool:
        return name in self._names()

    def _field_of(self, node: nodes.Node) -> Field | None:
        """Which word an expression takes its rows or its parts from."""
        if isinstance(node, nodes.Name):
            for still in reversed(self._open):
                if node.name in still.names:
                    return still.names[node.name]
            found = self._fields.get(node.name)
            return found if found and found.kind in (LIST, RECORD) else None
        if isinstance(node, (nodes.Getitem, nodes.Filter)) and node.node is not None:
            return self._field_of(node.node)
        if isinstance(node, nodes.Getattr):
            owner = self._field_of(node.node)
            return next((item for item in owner.items if item.name == node.attr), None) if owner else None
        return None


def paragraphs(tree: etree._Element) -> Iterator[tuple[int, str, int]]:
    """Number, text with its tags joined, and where it stands: in the text, in a table, or in a cell beside tags (`BESIDE`).

    Outside WordprocessingML each text is one.

    Numbered are the paragraphs that are seen: those without text and the doubles of text boxes for old editors are not.
    """
    if not tree.tag.startswith(W):
        texts = (element.text or "" for element in tree.iter() if isinstance(element.tag, str))
        yield from ((at, text, IN_TEXT) for at, text in enumerate(texts, 1))
        return
    for at, (paragraph, text) in enumerate(seen_paragraphs(tree), 1):
        yield at, text, _standing(paragraph)


def seen_paragraphs(tree: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The paragraphs that are seen, in the order of their numbers, each with its text."""
    for paragraph in tree.iter(f"{W}p"):
        if next(paragraph.iterancestors(_HIDDEN), None) is not None:
            continue
        text = "".join(
            node.text or "" for node in paragraph.iter(f"{W}t") if next(node.iterancestors(f"{W}p")) is paragraph
        )
        if text.strip():
            yield paragraph, text


def _standing(paragraph: etree._Element) -> int:
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is None:
        return IN_TEXT
    row = cell.getparent()
    first = row.find(f"{W}tc") is cell
    return IN_TABLE if first or "{{" not in "".join(row.itertext(f"{W}t")) else BESIDE


def _nearest(word: str, names: tuple[str, ...]) -> str:
    found = difflib.get_close_matches(word, names, n=1, cutoff=0.4)
    return found[0] if found else ""
