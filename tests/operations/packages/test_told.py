"""What a package holds is one document in text, and a text that is none is told in a sentence (E1)."""

import pytest

from desktop.errors import KnownError
from desktop.operations.packages import told


@pytest.mark.parametrize("word", ["甲", "\ud800", "=1+1", "\u202e"])
def test_what_is_told_is_read_as_it_was(word):
    document = {"form": told.FORM, "nodes": [[word, 1, None]]}
    assert told.read(told.as_text(document)) == document


@pytest.mark.parametrize("text", [b"", b"[1]", b"{", b"\xff\xfe", b"[" * 100_000, b"7"])
def test_what_is_no_document_is_refused_with_its_remedy(text):
    with pytest.raises(KnownError, match="没有接收。请让发送方重新打包") as refused:
        told.read(text)
    assert refused.value.kind == "damaged"
