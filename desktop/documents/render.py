"""Words and a compiled template become a paper: bytes, manifest, missing words, pages; then a file, never over another."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from xml.parsers import expat

import jinja2
from jinja2.exceptions import SecurityError
from lxml import etree

from desktop.documents import labels, mentions, section_order, sections
from desktop.documents.bench import PEN
from desktop.documents.empty_sections import without_empty
from desktop.documents.figures import Entry, Figure, Picture, raw_text
from desktop.documents.fonts import FontChoice
from desktop.documents.layout import Layout, Settled, scaled_mark, text_of
from desktop.documents.measures import style_measures
from desktop.documents.package import BODY
from desktop.documents.pen import Pen
from desktop.documents.recipe import Recipe
from desktop.documents.template import RELATIONS, Template, compile_template
from desktop.documents.template_types import DRAFT, PAIRED
from desktop.documents.vocabulary import Field, Missing
from desktop.documents.words import numbering
from desktop.errors import KnownError, reason_of
from desktop.host.file_names import fitting

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MOST_TEXT = 30_000_000
_MOST_HEADS = 200
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS)
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


class PrintFault(KnownError):
    """A template that cannot be filled with these words; `word` is what it printed last before it stopped."""

    def __init__(self, template: str, word: str) -> None:
        place = f"“{word}”之后" if word else "开头"
        super().__init__(f"模板“{template}”在{place}填不下去，没有生成文件；请在“模板·检查”里核对那里的标记")
        self.word = word


@dataclass(frozen=True)
class Paper:
    """A finished paper, still in memory.

    `missing` are the words that stand on it as 〔缺:名〕, `pages` the simulated number of pages.
    """

    kind: str
    data: bytes
    entries: tuple[Entry, ...]
    missing: tuple[Missing, ...]
    pages: int
    title: str
    template_sha256: str
    quoted: tuple[str, ...] = ()
    """The words that it took over from the ledger; all others are its own: its template's and what a clerk typed for it."""

    @property
    def sha256(self) -> str:
        """The hash that the register keeps."""
        return hashlib.sha256(self.data).hexdigest()


class Press:
    """A recipe with its compiled template: prints any number of papers of one kind."""

    def __init__(self, recipe: Recipe, template: Template) -> None:
        self.recipe, self.template = recipe, template
        self._layout = Layout(template.styles, style_measures(etree.fromstring(template.untagged["word/styles.xml"])))
        self._fields: Mapping[str, Field] = recipe.index()
        self._heads: dict[tuple[str, tuple[object, ...]], bytes] = {}
        self._title_style = template.styles.get("公文标题", "")

    def render(self, words: Mapping[str, Any], draft: bool = True) -> Paper:
        """Print one paper; where words that block are missing, a draft shows them and an issue is refused."""
        lacking = self.recipe.missing(words)
        if not draft and any(missing.blocks for missing in lacking):
            names = "、".join(str(missing) for missing in lacking if missing.blocks)
            raise KnownError(f"{self.recipe.title}缺：{names}；补齐后再签发")
        values = self.recipe.dressed(words)
        values |= {DRAFT: draft, PAIRED: False}
        left_out = words.get(sections.LEFT_OUT) or ()
        pen, settled = self._settled(values, draft, words)
        if self.template.pairs and settled.pages > 1:
            paired = self._settled({**values, PAIRED: True}, draft, words)
            pen, settled = min((pen, settled), paired, key=lambda one: one[1].pages)
        content = (DECLARATION + settled.xml).encode("utf-8")
        _check(content, self.template.name)
        parts = [(BODY, content), *self._relations(pen.pictures)]
        archive = self.template.archive_for_pictures if pen.pictures else self.template.archive
        data = archive.complete(parts, self._small_parts(values, draft))
        missing = {str(item): item for item in (*lacking, *pen.missing.values())}
        title = _unescaped(self._title(settled.xml))
        return Paper(
            self.recipe.kind,
            data,
            tuple(one for one in pen.entries if not left_out or f'"{one.token}"' in settled.xml),
            tuple(missing.values()),
            settled.pages,
            title,
            self.template.sha256,
            tuple(dict.fromkeys(pen.quoted)),
        )

    def _settled(self, values: Mapping[str, Any], draft: bool, words: Mapping[str, Any]) -> tuple[Pen, Settled]:
        """The body with its form, and the pen that wrote it."""
        pen = Pen(self._fields, draft)
        body = self._printed(BODY, values, pen)
        left_out, order = words.get(sections.LEFT_OUT) or (), words.get(section_order.ORDER) or ()
        return pen, self._layout.place_colophon(self._layout.settle(self._arranged(body, left_out, order)))

    def _arranged(self, printed: str, left_out: Sequence[str], order: Sequence[str]) -> str:
        """A printed body with its sections as they were asked for, without empty ones, everything numbered and named in turn."""
        body, styles = printed, self.template.styles
        if left_out:
            sections.refuse_kept(self.template.outline, left_out)
            body = sections.without(body, styles, left_out)
        if order:
            section_order.refuse_fixed(self.template.outline, order)
            body = section_order.arranged(body, styles, order)
        body = without_empty(body, styles)
        _refuse_misleading(self.template, body)
        if not mentions.names_parts(body):
            return mentions.settled(body, called=self.template.called)
        names = {style: name for name, style in styles.items()}
        before, now = (labels.of_body(mentions.plain(one), names) for one in (printed, body))
        return mentions.settled(body, labels.renumbered_parts(before, now), self.template.called)

    def _printed(self, part: str, values: Mapping[str, Any], pen: Pen) -> str:
        """Run one part of the template; what it does wrong only with these words is one sentence."""
        template = self.template.bodies[part]
        context = template.new_context({**values, **numbering(), PEN: pen})
        size, pieces = 0, []
        try:
            for piece in template.root_render_func(context):
                size += len(piece)
                if size > _MOST_TEXT:
                    raise KnownError(f"模板“{self.template.name}”生成的文件过大；请检查循环")
                pieces.append(piece)
        except KnownError:
            raise
        except SecurityError as error:
            said = str(error) if str(error).startswith("模板") else "用了不允许的写法"
            raise KnownError(f"模板“{self.template.name}”：{said}；请在“模板·检查”里核对") from error
        except (jinja2.TemplateError, TypeError, AttributeError, ArithmeticError, ValueError, LookupError) as error:
            raise PrintFault(self.template.name, pen.last) from error
        return "".join(pieces)

    def _small_parts(self, values: Mapping[str, Any], draft: bool) -> list[tuple[str, bytes]]:
        """Head, feet and properties: mostly the same from paper to paper, so printed and checked once for the same words."""
        parts = []
        for part, asked in self.template.asked.items():
            told = tuple([_told(values.get(word)) for word in asked])
            made = self._heads.get((part, (draft, told))) if None not in told else None
            if made is None:
                made = self._head(part, values, draft)
                if len(self._heads) > _MOST_HEADS:
                    self._heads.clear()
                self._heads[part, (draft, told)] = made
            parts.append((part, made))
        return parts

    def _head(self, part: str, values: Mapping[str, Any], draft: bool) -> bytes:
        xml = self._printed(part, values, Pen(self._fields, draft))
        if part.startswith("word/"):
            xml = scaled_mark(xml, self.template.styles.get("公文发文机关标志", ""))
        content = (DECLARATION + xml).encode("utf-8")
        _check(content, self.template.name)
        return content

    def _relations(self, pictures: Sequence[Picture]) -> list[tuple[str, bytes]]:
        """The document's relations, with its charts; nothing where there are none."""
        if not pictures:
            return []
        relations = self.template.relations.decode("utf-8")
        parts: list[tuple[str, bytes]] = []
        for number, picture in enumerate(pictures, 1):
            parts.append((f"word/media/figure{number}.png", picture.png))
            line = f'<Relationship Id="rIdFigure{number}" Type="{_IMAGE}" Target="media/figure{number}.png"/>'
            relations = relations.replace("</Relationships>", line + "</Relationships>")
        return [(RELATIONS, relations.encode("utf-8")), *parts]

    def _title(self, xml: str) -> str:
        at = xml.find(f'<w:pStyle w:val="{self._title_style}"/>')
        return text_of(xml[at : xml.find("</w:p>", at)]) if at >= 0 else ""


class Presses:
    """The presses of an office: each template compiled once for each content of its file and choice of fonts.

    `folders` are searched in order: first the office's own templates, then the shipped ones.
    """

    def __init__(self, folders: Sequence[Path], fonts: FontChoice) -> None:
        self._folders, self.fonts = tuple(folders), fonts
        self._made: dict[tuple[str, str], Press] = {}

    def path(self, recipe: Recipe) -> Path:
        """The template that is used for a kind."""
        for folder in self._folders:
            path = folder / f"{recipe.kind}.docx"
            if path.is_file():
                return path
        raise KnownError(f"找不到“{recipe.title}”的模板 {recipe.kind}.docx；请在“模板”里恢复出厂模板")

    def press(self, recipe: Recipe) -> Press:
        """The press of a kind, compiled anew where its template has changed."""
        path = self.path(recipe)
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        key = (recipe.kind, digest)
        if key not in self._made:
            template = compile_template(data, path.name, digest, recipe.fields, self.fonts, recipe.form)
            self._made[key] = Press(recipe, template)
        return self._made[key]


def save(data: bytes, folder: Path, name: str) -> Path:
    """Write a paper beside its place and move it there as the last act; a name that is taken gets a (2)."""
    temporary = folder / f".{secrets.token_hex(8)}.tmp"
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        return _moved(temporary, folder, name)
    except OSError as error:
        raise KnownError(f"写不进“{folder}”（{reason_of(error)}）；请检查磁盘空间、权限和路径长度") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _moved(temporary: Path, folder: Path, name: str) -> Path:
    """Take the first free name."""
    name = fitting(name)
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in count(1):
        target = folder / (name if number == 1 else f"{stem}({number}){suffix}")
        try:
            _move_to_free(temporary, target)
        except FileExistsError:
            continue
        return target
    raise AssertionError("count() ended")


def _move_to_free(temporary: Path, target: Path) -> None:
    """Never over another file: Windows' rename refuses, a link refuses, and where there are no links the name is taken first."""
    if os.name == "nt":
        temporary.rename(target)
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        target.open("xb").close()
        temporary.replace(target)


def _refuse_misleading(template: Template, body: str) -> None:
    """No paper names another part than its author meant: what only may be a mention is not rewritten, so the author is asked."""
    found = mentions.misleading(body, template.called)
    if found:
        told = "；".join(f"“{passage}”可能指本件的{label}" for passage, label in found.items())
        raise KnownError(
            f"模板“{template.name}”中{told}，而这次印出的各部分里它没有印出或者编号变了。"
            "指本件的，请在模板里改写成“见第几部分”；指别的文件的，请在前面写出那份文件的名称，用《》括起"
        )


def _told(value: Any) -> object:
    """All that a small part can tell of a word; None where that is more than a text, a day or a number."""
    kind = value.__class__
    if value is None or kind in (str, bool, date):
        return (kind, value)
    if kind is Figure:
        return (kind, value.name, value.shown, raw_text(value.value))
    return None


def _check(xml: bytes, name: str) -> None:
    """The well-formedness of every paper is looked at before it leaves; prefixes are those of the checked template."""
    try:
        expat.ParserCreate().Parse(xml, True)
    except expat.ExpatError as error:
        raise KnownError(f"模板“{name}”排出的内容不完整；请在“模板·检查”里核对标记是否成套") from error


def _unescaped(text: str) -> str:
    return re.sub("&(lt|gt|amp);", lambda mark: {"lt": "<", "gt": ">", "amp": "&"}[mark[1]], text)
