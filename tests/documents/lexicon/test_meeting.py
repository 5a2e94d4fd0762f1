"""papers/22: the meeting is typed while it is still to come; condition and count are computed."""

from desktop.documents.lexicon.meeting import WORDS


def test_the_meeting_alone_is_typed():
    assert [one.name for one in WORDS if one.typed] == ["会议名称", "会议日期"]
