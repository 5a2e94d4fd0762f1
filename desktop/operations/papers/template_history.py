"""模板的版本: what a kind's template was, who changed it and why; two versions laid side by side; back to a former one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from db.queries import template_versions as queries
from db.reader import Reader
from db.store import Ledger
from desktop.documents.package import BODY
from desktop.documents.template import tagged_trees
from desktop.documents.template_faults import seen_paragraphs
from desktop.documents.text_changes import Changed, changed_paragraphs
from desktop.errors import KnownError
from desktop.operations import template_files
from desktop.operations.change import Changes, change
from desktop.operations.papers import catalogue
from desktop.operations.papers.workshop import refuse_faulty, shipped, shipped_bytes
from desktop.rules.permissions import Action, Actor

SHIPPED = 0
"""The number of the template that the program brings along; the office's own count from 1."""
IN_FORCE, FORMER, GIVEN_UP = "现用", "以前用过", "已停用"


@dataclass(frozen=True)
class Version:
    """One version of a kind's template. `id` is its row, SHIPPED for the one that the program brings along."""

    id: int
    version: int
    state: str
    sha256: str
    file_name: str
    recorded_at: str = ""
    user_name: str = ""
    reason: str = ""

    @property
    def title(self) -> str:
        """第 2 版, 程序自带."""
        return f"第 {self.version} 版" if self.version else "程序自带"

    @property
    def in_force(self) -> bool:
        """Whether papers are made with it now."""
        return self.state == IN_FORCE


@dataclass(frozen=True)
class Difference:
    """Two versions by paragraph; `same_file` where they are the same to the byte."""

    paragraphs: tuple[Changed, ...]
    same_file: bool

    def told(self) -> str:
        """How many paragraphs were changed, added and taken out, in words."""
        if self.same_file:
            return "两版是同一个文件，没有差异。"
        if not self.paragraphs:
            return "文字逐段相同，只有版式、格式不同。"
        counts = {kind: sum(one.kind == kind for one in self.paragraphs) for kind in ("改", "增", "删")}
        return "，".join(f"{kind} {count} 段" for kind, count in counts.items() if count) + "。"


def versions(reader: Reader, kind: str) -> tuple[Version, ...]:
    """Every version that ever was, newest first, the shipped one at the end; a kind of the office's own has no shipped one."""
    rows, recipe = queries.versions_of(reader, kind), catalogue.recipe(reader, kind, begun=True)
    in_force = next((row.id for row in rows if not row.removed), SHIPPED)
    found = [
        Version(
            row.id, row.version, GIVEN_UP if row.removed else IN_FORCE if row.id == in_force else FORMER, row.sha256,
            row.file_name, row.recorded_at, row.user_name, row.reason,
        )
        for row in rows
    ]  # fmt: skip
    if not recipe.own:
        digest, _name = shipped(kind)
        found.append(Version(SHIPPED, 0, FORMER if in_force else IN_FORCE, digest, f"{recipe.title}.docx"))
    return tuple(found)


def difference(ledger: Ledger, kind: str, old: int, new: int) -> Difference:
    """What was changed from one version to another, each named by its id."""
    one, other = (_version(ledger.newest, kind, wanted) for wanted in (old, new))
    if one.sha256 == other.sha256:
        return Difference((), same_file=True)
    texts = [tuple(_lines(_bytes(ledger, kind, version), version.file_name)) for version in (one, other)]
    return Difference(changed_paragraphs(*texts), same_file=False)


def bring_back(ledger: Ledger, actor: Actor, kind: str, wanted: int, reason: str) -> Changes:
    """Put a former version in force again, as a new version; the shipped one by giving up the office's own.

    Raises KnownError without a reason, for the version in force, and for one that has faults by now: words that a kind lost
    since would stand empty in its papers.
    """
    recipe, version = catalogue.recipe(ledger.writing(), kind, begun=True), _version(ledger.writing(), kind, wanted)
    if not reason.strip():
        raise KnownError("没有写为什么换回。请写一句，日后查得到。")
    if version.in_force:
        raise KnownError(f"现在用的就是{version.title}，不用换回。", "nothing_to_do")
    if wanted == SHIPPED:
        return template_files.use_shipped(ledger, actor, kind, f"{recipe.title}模板", reason.strip())
    data = _bytes(ledger, kind, version)
    refuse_faulty(data, version.file_name, recipe)
    title = f"换回{recipe.title}模板{version.title}"
    with change(ledger, actor, Action.EDIT_TEMPLATE, title, reason=reason.strip()) as changes:
        template_files.put_in_force(changes, ledger, kind, version.file_name, data)
    return changes


def _version(reader: Reader, kind: str, wanted: int) -> Version:
    found = next((one for one in versions(reader, kind) if one.id == wanted), None)
    if found is None:
        raise KnownError("没有这一版模板。请重新打开模板的版本。")
    return found


def _bytes(ledger: Ledger, kind: str, version: Version) -> bytes:
    return ledger.pool.read(version.sha256) if version.id else shipped_bytes(kind)


def _lines(data: bytes, name: str) -> Iterator[str]:
    """Every paragraph that is seen: the body first, then heads and feet of pages."""
    trees = tagged_trees(data, name)
    for part in sorted(trees, key=lambda one: (one != BODY, one)):
        if part.startswith("word/"):
            yield from (text for _paragraph, text in seen_paragraphs(trees[part]))
