"""A file of the office in the place of a shipped one: a version, given up by going back, never erased."""

import pytest

from db.queries import papers
from desktop.errors import KnownError
from desktop.operations import template_files
from desktop.operations.change import change
from desktop.rules.permissions import Action
from tests.builders import EVERYONE


def test_versions_count_on_behind_those_that_were_given_up(ledger):
    for words in (b"one", b"two"):
        with change(ledger, EVERYONE, Action.EDIT_TEMPLATE, "启用") as changes:
            template_files.put_in_force(changes, ledger, "kind", "a.docx", words)
    template_files.use_shipped(ledger, EVERYONE, "kind", "样表", "不用了")
    assert papers.template_of(ledger.reader, "kind") is None and papers.template_version(ledger.reader, "kind") == 2
    assert ledger.reader.value("select reason from action order by id desc limit 1") == "不用了"
    with pytest.raises(KnownError, match="现在用的就是程序自带的样表"):
        template_files.use_shipped(ledger, EVERYONE, "kind", "样表")
