"""A .docx template, compiled once per file: tags merged, values wired to the pen, unchanged parts packed."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import jinja2
from jinja2 import meta, nodes
from lxml import etree

from desktop.documents import empty_sections, mentions, sections
from desktop.documents.allowed_parts import foreign
from desktop.documents.bench import PLACE, PRINT, ROUND, Bench
from desktop.documents.fonts import FontChoice, dress
from desktop.documents.frames import assembled, frame_path
from desktop.documents.package import BODY, Archive, W, open_parts, parse
from desktop.documents.properties import of_the_office
from desktop.documents.table_rows import marked_cells
from desktop.documents.template_faults import Fault, find_faults, seen_paragraphs
from desktop.documents.template_store import Prepared, TemplateStore
from desktop.documents.template_types import PAIRED
from desktop.documents.vocabulary import PICTURE, Field
from desktop.errors import KnownError

RELATIONS = "word/_rels/document.xml.rels"
_TAGGED = re.compile(r"^(word/(document|header\d*|footer\d*|footnotes|endnotes)|docProps/core)\.xml$")
_NOISE = re.compile(r' (?:w:rsid\w*|w14:paraId|w14:textId)="[^"]*"|<w:proofErr [^>]*/>|<w:lastRenderedPageBreak/>')
_MERGED_CELL = re.compile(
    r"<w:tc(?: [^>]*)?>(?:(?!<w:tc[ >]).)*?\{\{\s*(\w+)\.(\w+)\s*\|\s*合并\s*\}\}.*?</w:tc>", re.DOTALL
)
_PLACEHOLDER = re.compile(r"<w:drawing>(?:(?!</w:drawing>).)*?</w:drawing>", re.DOTALL)
_ALT_TAG = re.compile(r'(?:descr|title|name)="\s*\{\{\s*(\w+)\s*\}\}\s*"')
_EMBED = re.compile(r'r:embed="[^"]*"')
_LOOP_TAG = re.compile(r"\{%[-+]?\s*(?:tr |tc |p |r )?\s*(?:for\s+(\w+)\s+in|(endfor))")
_CELL_HEAD = re.compile(r"<w:tcPr(?: [^>]*)?>(?:<w:(?:cnfStyle|tcW|gridSpan|hMerge)\b[^>]*/>)*")
_OLD_MERGE = re.compile(r"<w:vMerge\b[^>]*/>")
_WHOLE_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_HEAD_ROW = re.compile(r"<w:tr\b[^>]*>(?:(?!</w:tr>).)*?<w:tblHeader[ /].*?</w:tr>", re.DOTALL)
_STYLED = re.compile(r'<w:pStyle w:val="[^"]*"/>(?!<w:keepNext)')
_MOST_KEPT = 80  # twice the kinds there are
_MOST_BRACES = 8_000
_MOST_XML = 12_000_000  # bytes
_PLACE = re.compile(r"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>)?|<w:t(?: [^>]*)?>|</w:t>", re.DOTALL)


@dataclass(frozen=True)
class Template:
    """Everything that stays the same from paper to paper of one kind."""

    name: str
    sha256: str
    bodies: Mapping[str, jinja2.Template]
    archive: Archive
    archive_for_pictures: Archive
    styles: Mapping[str, str]
    relations: bytes
    untagged: Mapping[str, bytes]
    outline: sections.Outline = sections.Outline()
    called: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The words that each small part (head, feet, properties) asks for."""
    pairs: bool = False
    """Whether its fields to sign can stand in pairs."""


_Origin = tuple[str, str, str, str, FontChoice, tuple[Field, ...]]
"""The name of a file's content, its sum, the form and the sum of its frame, fonts, fields."""
_COMPILED: dict[str, Template] = {}
"""By the file and all else that it was compiled with, for every ledger and desk of this run of the program."""


def compile_template(
    data: bytes,
    name: str,
    sha256: str,
    fields: tuple[Field, ...],
    fonts: FontChoice,
    form: str = "",
    office: str = "",
    store: TemplateStore | None = None,
) -> Template:
    """Compile inside the frame of a form, with the properties of the office; a template with faults is not taken, and the KnownError says the first and how many there are.

    What was compiled of this very file since the program began is taken as it is; what was made of it before that comes from the store.
    """
    made_from = (sha256, hashlib.sha256(data).hexdigest(), form, _frame_sum(form), fonts, fields)
    key = repr((made_from, name, office))
    known = _COMPILED.get(key)
    if known is None:
        known = _made(made_from, data, name, office, store)
        if len(_COMPILED) >= _MOST_KEPT:
            _COMPILED.clear()
        _COMPILED[key] = known
    return known


def _made(made_from: _Origin, data: bytes, name: str, office: str, store: TemplateStore | None) -> Template:
    sha256, _sum, form, _frame, fonts, fields = made_from
    prepared = store.find(made_from) if store is not None else None
    if prepared is None:
        _refuse(name, _read_faults(data, name, fields))
    try:
        fresh = prepared or _prepared(data, name, fonts, form)
        template = _compile(fresh, name, sha256, fonts, office, fields)
        if store is not None and prepared is None:
            store.keep(made_from, fresh)
        return template
    except (jinja2.TemplateError, UnicodeDecodeError, RecursionError):
        _refuse(name, check_template(data, name, fields, form))  # what only the whole shows, in words
        raise


def _refuse(name: str, faults: list[Fault]) -> None:
    if faults:
        raise KnownError(f"模板“{name}”有{len(faults)}处要改，没有生成文件。第一处：{faults[0]}")


def _frame_sum(form: str) -> str:
    path = frame_path(form)
    return hashlib.sha256(path.read_bytes()).hexdigest() if form and path.is_file() else ""


def _prepared(data: bytes, name: str, fonts: FontChoice, form: str) -> Prepared:
    parts = assembled(open_parts(data, name), name, form)
    tagged = {
        part: _merged(dress(part, content, fonts))
        for part, content in parts.items()
        if part == BODY or (part.startswith("word/") and _has_tags(part, content))
    }
    ids = style_ids(dress("word/styles.xml", parts["word/styles.xml"], fonts), name)
    tagged[BODY] = mentions.marked(empty_sections.marked(tagged[BODY], ids), ids)
    return Prepared(parts, tagged)


def _compile(
    prepared: Prepared, name: str, sha256: str, fonts: FontChoice, office: str, fields: tuple[Field, ...]
) -> Template:
    whole = of_the_office(prepared.parts, name, office)
    parts = {part: dress(part, content, fonts) for part, content in whole.items()}
    bench = Bench()
    tagged = {
        part: prepared.tagged[part] if part in prepared.tagged else _merged(content)
        for part, content in parts.items()
        if part in prepared.tagged or (not part.startswith("word/") and _has_tags(part, content))
    }
    ids = style_ids(parts["word/styles.xml"], name)
    outline = sections.outline(tagged[BODY], ids, fields)
    bodies = {part: _compiled(bench, xml) for part, xml in tagged.items()}
    asked = {part: _words_of(bench, xml) for part, xml in tagged.items() if part != BODY}
    constant = {part: content for part, content in parts.items() if part not in bodies}
    _with_png(constant)
    related = Archive({part: content for part, content in constant.items() if part != RELATIONS})
    called, relations = mentions.called(tagged[BODY]), parts.get(RELATIONS, b"")
    made = (name, sha256, bodies, Archive(constant), related, ids, relations, constant, outline, called, asked)
    return Template(*made, pairs=PAIRED in tagged[BODY])


def check_template(data: bytes, name: str, fields: tuple[Field, ...], form: str = "") -> list[Fault]:
    """All faults of a template at once; an unreadable file raises a KnownError."""
    faults = _read_faults(data, name, fields)
    with _readable(name):
        return faults or list(_compile_faults(name, assembled(open_parts(data, name), name, form)))


def _read_faults(data: bytes, name: str, fields: tuple[Field, ...]) -> list[Fault]:
    """What can be read off a template before it is compiled."""
    parts = open_parts(data, name)
    _judge_extent(parts, name)
    barred = [Fault(name, 0, "", text, "请在 WPS 里删去后另存为 .docx") for text in foreign(parts, name)]
    if barred:
        return barred
    trees = {part: parse(content, name) for part, content in parts.items() if part.endswith((".xml", ".rels"))}
    if "word/styles.xml" not in parts:
        raise KnownError(f"{name}：缺少样式表；请在 WPS 里打开后另存为 .docx 再试")
    with _readable(name):
        faults = find_faults(name, {part: tree for part, tree in trees.items() if _TAGGED.match(part)}, fields)
        return [*faults, *_placeholder_faults(name, parts[BODY], fields)]


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        raise KnownError(f"{name}：文字不是 UTF-8 编码；请在 WPS 里打开后另存为 .docx 再试") from error
    except RecursionError as error:
        raise KnownError(f"{name}：有一处标记套得太深，读不出来；请把它拆成几处再试") from error


def tagged_trees(data: bytes, name: str) -> dict[str, etree._Element]:
    """The parts of a template that may hold tags, as trees."""
    parts = open_parts(data, name, _TAGGED)
    return {part: parse(content, name) for part, content in parts.items()}


def _judge_extent(parts: Mapping[str, bytes], name: str) -> None:
    """Caps that are counted before anything is parsed: 200,000 tags would take minutes and gigabytes."""
    for part, content in parts.items():
        if _TAGGED.match(part):
            if len(content) > _MOST_XML:
                raise KnownError(f"{name}：文字太多，不像一份模板；请核对是不是拿错了文件")
            if content.count(b"{") > _MOST_BRACES:
                raise KnownError(f"{name}：标记太多（超过{_MOST_BRACES // 2}个），不予采用；请删去重复的标记")


def tag_names(data: bytes, name: str) -> Iterator[str]:
    """Every word that stands in a tag of the body, to tell which kind of paper a template is meant for."""
    text = "".join(parse(open_parts(data, name)[BODY], name).itertext())
    for tag in _WHOLE_TAG.finditer(text):
        yield from re.findall(r"\w+", tag.group())


def body_lines(data: bytes, name: str) -> Iterator[str]:
    """The text of every paragraph of the body that is seen, in the order in which faults count them."""
    yield from (text for _paragraph, text in seen_paragraphs(parse(open_parts(data, name)[BODY], name)))


def untagged(line: str) -> list[str]:
    """The fixed words of a line, between its tags."""
    return [piece for piece in _WHOLE_TAG.split(line) if piece.strip()]


def addressed_to(line: str, field: str) -> bool:
    """Whether a paragraph is the 主送 line: the field, by itself or with filters, and a colon."""
    return re.fullmatch(rf"\s*\{{\{{\s*{field}\s*(\|[^}}]*)?\}}\}}\s*[：:]\s*", line) is not None


def _compile_faults(name: str, parts: Mapping[str, bytes]) -> Iterator[Fault]:
    """What only the whole shows: tags that stand across rows or cells in a way that cannot be put together."""
    bench = Bench()
    for part, content in parts.items():
        if part == BODY or _has_tags(part, content):
            try:
                _compiled(bench, _merged(content))
            except jinja2.TemplateError as error:
                yield Fault(name, 0, "", f"标记前后不能成套（{error.message}）", "检查每个 if、for 是否都有对应的结束")


def style_ids(styles: bytes, name: str) -> dict[str, str]:
    """Style names and their ids; WPS renumbers the ids when it saves, the Chinese names stay."""
    tree = parse(styles, name)
    found = {}
    for style in tree.iter(f"{W}style"):
        label = style.find(f"{W}name")
        if label is not None:
            found[label.get(f"{W}val")] = style.get(f"{W}styleId")
    return found


def _has_tags(part: str, content: bytes) -> bool:
    """Whether a part holds tags, also ones that the editor split over several runs."""
    if not _TAGGED.match(part):
        return False
    text = re.sub(r"<[^>]+>", "", content.decode("utf-8"))
    return "{{" in text or "{%" in text


def _merged(content: bytes) -> str:
    """docxtpl's own joining of tags split over runs, rows and paragraphs; then merged cells."""
    xml = _NOISE.sub("", content.decode("utf-8"))
    xml = re.sub(r"^<\?xml[^>]*\?>\s*", "", xml)
    if "<w:" in xml:  # the properties of a file have no runs
        from docxtpl import DocxTemplate  # late: it is slow to import, and what comes from the store needs none of it

        xml = DocxTemplate.patch_xml(DocxTemplate.__new__(DocxTemplate), xml)
    xml = _WHOLE_TAG.sub(lambda tag: html.unescape(tag.group()), xml)  # LibreOffice saves " in a text as &quot;
    xml = _PLACEHOLDER.sub(_held_place, _heads_kept(xml))
    return marked_cells(_MERGED_CELL.sub(lambda cell: _merge_cell(cell, _loops_at(xml, cell.start())), xml))


def _heads_kept(xml: str) -> str:
    """Head rows keep with the first row under them, so that no page ends with a head alone."""
    return _HEAD_ROW.sub(lambda row: _STYLED.sub(r"\g<0><w:keepNext/>", row[0]), xml)


def _held_place(drawing: re.Match[str]) -> str:
    """A picture whose alternative text is {{图1}} holds the place and the size of that chart (D4)."""
    found = _ALT_TAG.search(drawing[0])
    if found is None:
        return drawing[0]
    word = found[1]
    kept = _ALT_TAG.sub(lambda alt: f'{alt[0].partition("=")[0]}="{word}"', drawing[0])
    kept = _EMBED.sub(lambda _old: f'r:embed="{{{{{word}|{PLACE}}}}}"', kept)
    return f"{{% if {word} %}}{kept}{{% endif %}}"


def _placeholder_faults(name: str, xml: bytes, fields: tuple[Field, ...]) -> Iterator[Fault]:
    """A placeholder must name a picture."""
    pictures = [field.name for field in fields if field.kind == PICTURE]
    for drawing in _PLACEHOLDER.finditer(xml.decode("utf-8", "replace")):
        found = _ALT_TAG.search(drawing[0])
        if found and found[1] not in pictures:
            hint = f"图有：{'、'.join(pictures)}" if pictures else "这个文种没有图"
            yield Fault(name, 0, f"{{{{{found[1]}}}}}", "图片的替代文字不是图的字段", hint)


def _loops_at(xml: str, place: int) -> list[str]:
    """The names of the loops that are open at a place, the outermost first."""
    names: list[str] = []
    for tag in _LOOP_TAG.finditer(xml, 0, place):
        if tag[1]:
            names.append(tag[1])
        elif names:
            names.pop()
    return names


def _merge_cell(cell: re.Match[str], loops: list[str]) -> str:
    """{{问.类别|合并}}: the cell joins the one above where both say the same; a word of an outer loop spans its inner rows (D2).

    A border that was dragged leaves widths and spans in the cell's properties; the merge goes behind them, where it belongs.
    """
    row, word = cell.group(1), cell.group(2)
    same = f"loop.previtem is defined and loop.previtem.{word} == {row}.{word}"
    if row in loops[:-1]:
        same = "not loop.first"
    merge = f'<w:vMerge w:val="{{% if {same} %}}continue{{% else %}}restart{{% endif %}}"/>'
    body = _OLD_MERGE.sub("", cell.group(0))
    if "<w:tcPr" not in body:
        body = re.sub(r"(<w:tc(?: [^>]*)?>)", r"\1<w:tcPr></w:tcPr>", body, count=1)
    body = re.sub(r"<w:tcPr(?: [^>]*)?/>", "<w:tcPr></w:tcPr>", body, count=1)
    xml = _CELL_HEAD.sub(lambda head: head[0] + merge, body, count=1)
    tag = re.compile(r"\{\{\s*\w+\.\w+\s*\|\s*合并\s*\}\}")
    return tag.sub(f"{{% if {same} %}}{{% else %}}{{{{{row}.{word}}}}}{{% endif %}}", xml)


def _words_of(bench: Bench, xml: str) -> tuple[str, ...]:
    return tuple(sorted(meta.find_undeclared_variables(bench.parse(xml))))


def _compiled(bench: Bench, xml: str) -> jinja2.Template:
    tree = bench.parse(xml)
    _Wiring().walk(tree, {})
    return jinja2.Template.from_code(bench, bench.compile(tree), {})


class _Wiring:
    """Sends every printed value through the pen, with its name and the looks of its run, and every loop past the guard."""

    def __init__(self) -> None:
        self._look = ""
        self._inside = False

    def walk(self, node: nodes.Node, scope: Mapping[str, str]) -> None:
        """Go through the template in the order of the page."""
        if isinstance(node, nodes.Output):
            node.nodes = [self._wired(child, scope) for child in node.nodes]
            return
        if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
            scope = {**scope, node.target.name: label_of(node.iter, scope)}
        for child in node.iter_child_nodes():
            self.walk(child, scope)
        if isinstance(node, nodes.For):
            node.iter = nodes.Filter(node.iter, ROUND, [], [], None, None, lineno=node.lineno)

    def _wired(self, node: nodes.Expr, scope: Mapping[str, str]) -> nodes.Expr:
        if isinstance(node, nodes.TemplateData):
            self._read(node.data)
            return node
        arguments = [nodes.Const(label_of(node, scope)), nodes.Const(self._look if self._inside else None)]
        return nodes.Filter(node, PRINT, arguments, [], None, None, lineno=node.lineno)

    def _read(self, xml: str) -> None:
        for place in _PLACE.finditer(xml):
            if place.group(0).startswith("<w:r"):
                self._look = place.group(1) or ""
            else:
                self._inside = not place.group(0).startswith("</")


def label_of(node: nodes.Node | None, scope: Mapping[str, str]) -> str:
    """The word that a printed expression stands for, with loop variables led back to their list."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        return f"{label_of(node.node, scope)}.{node.attr}"
    if isinstance(node, (nodes.Filter, nodes.Getitem)):
        return label_of(node.node, scope)
    if isinstance(node, (nodes.Or, nodes.And, nodes.Add, nodes.Sub)):
        return label_of(node.left, scope)
    if isinstance(node, nodes.CondExpr):
        return label_of(node.expr1, scope)
    return ""


def _with_png(parts: dict[str, bytes]) -> None:
    """Let the content types know PNG, so that a chart may be added to any paper."""
    types = parts["[Content_Types].xml"].decode("utf-8")
    if 'Extension="png"' not in types and "Extension='png'" not in types:
        types = re.sub(r"(<Types[^>]*>)", r'\1<Default Extension="png" ContentType="image/png"/>', types, count=1)
        parts["[Content_Types].xml"] = types.encode("utf-8")
