"""The file in hand: its parts opened within bounds, its trees parsed once, written again with what was changed in them."""

from __future__ import annotations

from lxml import etree

from desktop.documents.package import BODY, W, open_parts, parse
from desktop.documents.stamp import packed
from desktop.errors import KnownError

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


class Package:
    """Parts of a .docx with the trees in which the menders write."""

    def __init__(self, data: bytes, name: str) -> None:
        if data.startswith(_OLE):
            raise KnownError(f"{name}：是旧版 .doc 文件，或设了打开密码；请在 WPS 里去掉密码、另存为 .docx 再试")
        self.name = name
        self.parts = dict(open_parts(data, name))
        self._trees: dict[str, etree._Element] = {}
        self._before: dict[str, bytes] = {}
        body = self.tree(BODY)
        if body is None or body.tag != f"{W}document":
            raise KnownError(f"{name}：是“严格”格式的 Word 文件或内容不全；请在 WPS 里另存为普通的 .docx 再试")

    def tree(self, part: str) -> etree._Element | None:
        """A part as a tree, the same one at each call; None where the file has no such part."""
        if part not in self.parts:
            return None
        if part not in self._trees:
            self._trees[part] = parse(self.parts[part], self.name)
            self._before[part] = etree.tostring(self._trees[part])
        return self._trees[part]

    def add(self, part: str, content: bytes) -> None:
        """A new part."""
        self.parts[part] = content

    def data(self) -> bytes:
        """The whole file; a part whose tree did not change stays byte for byte."""
        written = dict(self.parts)
        for part, tree in self._trees.items():
            if etree.tostring(tree) != self._before[part]:
                written[part] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        return packed(written)
