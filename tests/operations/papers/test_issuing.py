"""Papers are issued under numbers, guarded, frozen and reprinted as they were (D8, D10–D12, W6)."""

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from db.queries import papers as queries
from desktop.documents import file_words, readback
from desktop.documents.vocabulary import MARKED
from desktop.errors import Forbidden, KnownError
from desktop.operations import after_cut, progress, undo
from desktop.operations.change import change
from desktop.operations.office import put_setting
from desktop.operations.papers import contracts, edited, issuing, making, numbers, registering
from desktop.operations.papers import workshop as workshops
from desktop.operations.papers.guarding import WrongRecipient
from desktop.rules.permissions import COMMAND_LINE, Action
from tests.builders import EVERYONE
from tests.operations.papers.conftest import TODAY, asked


def issued(office, workshop, folder, *units, **fields):
    ledger, round_id, *_units = office
    return issuing.issue(
        ledger, EVERYONE, workshop, making.gather(ledger.writing(), asked(round_id, *units, **fields)), folder
    )


def test_each_unit_with_overdue_findings_gets_one_letter_under_the_next_number_w6(office, workshop, tmp_path):
    made = issued(office, workshop, tmp_path)

    assert [one.number for one in made] == ["青〔2026〕1号", "青〔2026〕2号"] or [one.number[-8:] for one in made] == [
        "〔2026〕1号",
        "〔2026〕2号",
    ]
    assert [one.addressee for one in made] == ["青岩县住房和城乡建设局党组", "青岩县农业农村局党组"]


def test_a_letter_names_its_overdue_findings_and_says_how_long(office, workshop, tmp_path):
    [one] = issued(office, workshop, tmp_path, office[2])

    text = "\n".join(readback.read_file(one.path).paragraphs)

    assert "反馈你单位问题2个。截至2026年9月30日，有2个问题逾期未完成，逾期最长的20天，现予督办。" in text
    assert "你单位应于2026年11月9日前完成附件所列问题整改" in text


def test_a_second_letter_says_again_and_lists_what_was_done_before(office, workshop, tmp_path):
    issued(office, workshop, tmp_path, office[2])
    [again] = issued(office, workshop, tmp_path, office[2])

    text = "\n".join(readback.read_file(again.path).paragraphs)

    assert "关于再次督办" in again.title.replace("\n", "")
    assert "我办此前已提醒、督办1次（2026年10月9日督办），至今没有明显进展。" in text


def test_a_batch_opens_each_file_and_its_template_once_and_asks_for_red_words_once(
    office, workshop, tmp_path, monkeypatch
):
    asked_of = Counter()

    def counted(module, name):
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *told: asked_of.update([name]) or real(*told))

    counted(file_words, "open_parts")
    counted(contracts, "office_words")
    counted(workshops, "compile_template")
    counted(workshops, "template_bytes")

    made = issued(office, workshop, tmp_path)
    issued(office, workshop, tmp_path, as_of=date(2026, 9, 29))

    assert len(made) == 2
    assert asked_of == {"open_parts": 4, "office_words": 4, "compile_template": 1, "template_bytes": 1}


def test_the_reprint_is_the_same_file_byte_for_byte_also_after_changes_d11(office, workshop, tmp_path):
    ledger, round_id, housing, _farming = office
    [one] = issued(office, workshop, tmp_path, housing)
    first_id = ledger.reader.value("select min(id) from finding")
    progress.withdraw(ledger, EVERYONE, [first_id], "2026-10-01", "查无实据", "领导小组")

    again = issuing.reprint(ledger, one.letter_id, tmp_path / "again")

    assert hashlib.sha256(again.read_bytes()).hexdigest() == one.sha256


def test_each_figure_keeps_the_rows_it_counts_d12(office, workshop, tmp_path):
    [one] = issued(office, workshop, tmp_path, office[2])

    figures = {figure.name: figure for figure in queries.figures_of(office[0].reader, one.letter_id)}

    assert figures["逾期数"].value == "2"
    assert figures["逾期数"].findings == '["14-06-0001","14-06-0002"]'
    assert figures["逾期数"].origin == "computed"


def test_a_paper_that_names_another_unit_is_not_issued_and_takes_no_number_d10(office, workshop, tmp_path):
    ledger, round_id, housing, _farming = office
    [one] = making.gather(ledger.writing(), asked(round_id, housing))
    wrong = replace(one, words={**one.words, "后果": "比照县农业农村局党组处理"})

    with pytest.raises(WrongRecipient, match="县农业农村局党组"):
        issuing.issue(ledger, EVERYONE, workshop, [wrong], tmp_path)

    assert ledger.reader.value("select count(*) from letter") == 0
    assert list(tmp_path.glob("*.docx")) == []


def test_one_bad_paper_keeps_the_whole_batch_from_going_out(office, workshop, tmp_path):
    ledger, round_id, *_units = office
    first, second = making.gather(ledger.writing(), asked(round_id))
    wrong = replace(second, words={**second.words, "后果": "同14-06-0001一并处理"})

    with pytest.raises(WrongRecipient):
        issuing.issue(ledger, EVERYONE, workshop, [first, wrong], tmp_path)

    assert ledger.reader.value("select count(*) from letter") == 0


def test_a_bad_paper_of_the_second_kind_leaves_nothing_of_the_first(office, workshop, tmp_path):
    """The package of a month is one action: no number, no entry, no file, no line of the register of exports."""
    ledger, round_id, *_units = office
    notices = making.gather(ledger.writing(), asked(round_id, kind="reminder_letter"))
    letters = making.gather(ledger.writing(), asked(round_id))
    wrong = replace(letters[-1], words={**letters[-1].words, "后果": "同14-06-0001一并处理"})
    before = ledger.reader.value("select count(*) from action")

    with pytest.raises(WrongRecipient):
        issuing.issue_all(ledger, EVERYONE, workshop, [notices, [*letters[:-1], wrong]], tmp_path)

    told = {
        table: ledger.reader.value(f"select count(*) from {table}")
        for table in ("letter", "export_record", "letter_figure")
    }
    assert not any(told.values()) and ledger.reader.value("select count(*) from action") == before
    assert list(tmp_path.glob("*.docx")) == []
    made = issuing.issue_all(ledger, EVERYONE, workshop, [notices, letters], tmp_path)
    assert len({one.number for one in made}) == len(made) == len(letters) + len(notices)
    assert ledger.reader.value("select count(*) from action") == before + 1


def test_what_lacks_a_word_is_told_and_left_out(office):
    ledger, round_id, *_units = office
    found = making.gather(ledger.writing(), asked(round_id))
    lacking = replace(found[0], words={**found[0].words, "新期限": None})

    sound, blocked = issuing.sort_out([lacking, found[1]])

    assert [one.addressee for one in sound] == ["青岩县农业农村局党组"]
    assert blocked[0].missing == ("新期限",)


def test_nobody_issues_without_the_right(office, workshop, tmp_path):
    ledger, round_id, *_units = office

    with pytest.raises(Forbidden):
        issuing.issue(ledger, COMMAND_LINE, workshop, making.gather(ledger.writing(), asked(round_id)), tmp_path)


def test_an_issue_cannot_be_undone(office, workshop, tmp_path):
    issued(office, workshop, tmp_path)
    last = office[0].reader.value("select max(id) from action")

    with pytest.raises(KnownError, match="作废"):
        undo.undo(office[0], EVERYONE, last)


def test_a_unit_without_overdue_findings_gets_no_letter(office):
    ledger, round_id, *_units = office

    with pytest.raises(KnownError, match="没有逾期问题"):
        making.gather(ledger.writing(), asked(round_id, as_of=TODAY.replace(month=8)))


def test_typed_and_reserved_numbers_take_their_place_in_the_series(office, workshop, tmp_path):
    ledger, round_id, housing, farming = office
    pattern = numbers.pattern_for(ledger.reader, "supervision_letter")
    numbers.reserve(ledger, EVERYONE, "supervision_letter", 2026, 2, 3, "办公室")
    found = making.gather(ledger.writing(), asked(round_id, housing))
    typed = numbers.fill(pattern, 2026, 5)
    issuing.issue(ledger, EVERYONE, workshop, found, tmp_path, number=typed)

    [following] = issued(office, workshop, tmp_path, farming)

    assert following.number == numbers.fill(pattern, 2026, 6)
    assert numbers.gaps(ledger.reader, "supervision_letter", 2026) == [1, 4]
    with pytest.raises(KnownError, match="已在发文登记中"):
        numbers.typed_number(ledger.reader, "supervision_letter", typed)


def test_the_edited_file_is_issued_as_it_is_with_its_number_put_in(office, workshop, tmp_path):
    ledger, round_id, housing, _farming = office
    found = making.gather(ledger.writing(), asked(round_id, housing))
    [draft] = issuing.draft(workshop, found, tmp_path / "draft")
    edited_file = tmp_path / "改定.docx"
    edited_file.write_bytes(
        _replaced(draft.path.read_bytes(), "请主要负责人召开专题会议研究", "请主要负责人亲自主持召开专题会议研究")
    )

    made = edited.issue(ledger, EVERYONE, workshop, found, edited_file, tmp_path / "out")
    text = "\n".join(readback.read_file(made.path).paragraphs)

    assert "亲自主持" in text
    assert made.number in text
    assert "亲自主持" in ledger.reader.value("select differences from letter")


def test_an_edited_file_of_another_unit_is_refused(office, workshop, tmp_path):
    ledger, round_id, housing, farming = office
    [other] = issuing.draft(workshop, making.gather(ledger.writing(), asked(round_id, farming)), tmp_path)
    found = making.gather(ledger.writing(), asked(round_id, housing))

    with pytest.raises(KnownError, match="拿错了文件"):
        edited.issue(ledger, EVERYONE, workshop, found, other.path, tmp_path / "out")


def test_papers_sent_before_are_registered_and_count_for_the_ladder(office, workshop, tmp_path):
    ledger, round_id, housing, _farming = office
    sent = registering.SentPaper(
        "supervision_letter",
        "关于督办的函",
        "青巡督〔2026〕3号",
        "2026-08-05",
        "青岩县住房和城乡建设局党组",
        housing,
        round_id,
    )
    registering.register(ledger, EVERYONE, sent)

    [one] = making.gather(ledger.writing(), asked(round_id, housing))

    assert int(one.words["督办次数"]) == 2
    assert one.words["往次措施"] == ["2026年8月5日督办"]
    with pytest.raises(KnownError, match="不要重复补登"):
        registering.register(ledger, EVERYONE, sent)


def test_a_void_paper_keeps_its_number_and_leaves_the_ladder(office, workshop, tmp_path):
    ledger, round_id, housing, _farming = office
    [one] = issued(office, workshop, tmp_path, housing)
    registering.void(ledger, EVERYONE, one.letter_id, "2026-10-09", "错发")

    [again] = making.gather(ledger.writing(), asked(round_id, housing))

    assert int(again.words["督办次数"]) == 1
    assert numbers.next_numbers(ledger.reader, "supervision_letter", 2026, 1)[0].seq == 2


def _replaced(data, old, new):
    import io
    import zipfile

    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                assert old in content.decode("utf-8")
                content = content.decode("utf-8").replace(old, new).encode("utf-8")
            archive.writestr(name, content)
    return target.getvalue()


def test_no_paper_is_issued_from_a_trial_ledger(office, workshop, tmp_path):
    with change(office[0], EVERYONE.as_program(), Action.MARK_TRIAL, "试算") as changes:
        put_setting(changes, "trial", "1")

    with pytest.raises(KnownError, match="试算"):
        issued(office, workshop, tmp_path)


def test_the_register_keeps_what_the_clerk_wrote(office, workshop, tmp_path):
    ledger, round_id, *_units = office
    typed = {
        "主送": "县农业农村局党组",
        "问题编号": "14-06-0001、14-06-0002",
        "事由": "规范资金管理",
        "领域": "资金管理",
        "审议日期": "2026-09-20",
        "问题表现": [{"标题": "清理不及时", "事实": "结余资金未清理"}],
        "建议": [{"标题": "建立台账", "内容": "按季清理"}, {"标题": "加强审核", "内容": "逐笔核对"}],
    }
    request = replace(asked(round_id, kind="recommendation_letter", given=typed), everyone=False)
    found = making.gather(ledger.writing(), request)

    [made] = issuing.issue(ledger, EVERYONE, workshop, found, tmp_path)

    assert (
        ledger.reader.value("select json_array_length(words, '$.建议') from letter where id = ?", (made.letter_id,))
        == 2
    )


def test_a_figure_of_the_ledger_cannot_be_written_over(office):
    ledger, round_id, housing, _farming = office

    with pytest.raises(KnownError, match="“逾期数”由台账算出"):
        making.gather(ledger.writing(), asked(round_id, housing, given={"逾期数": "999"}))


def test_papers_that_a_power_cut_kept_from_the_folder_are_named_and_written_out(office, workshop, tmp_path):
    """Issue, the window: after a power cut the first page says which issued papers were not written out."""
    ledger, *_rest = office
    made = issued(office, workshop, tmp_path)
    lost = made[0]
    data = lost.path.read_bytes()
    lost.path.unlink()

    found = after_cut.read(ledger.reader, EVERYONE.name, tmp_path)
    [path] = after_cut.write_out(ledger, found.unwritten, tmp_path)

    assert [letter.number for letter in found.unwritten] == [lost.number]
    assert lost.number in found.sentence and path.read_bytes() == data


def test_a_word_that_was_waived_leaves_nothing_in_the_file_that_goes_out_p15(office, workshop, tmp_path):
    """P-15: red in the draft, absent from the issued paper."""
    ledger, round_id, housing, _farming = office
    [one] = making.gather(ledger.writing(), asked(round_id, housing))
    name = next(field.name for field in one.recipe.fields if field.missing == MARKED and not field.when)
    lacking = replace(one, words={word: value for word, value in one.words.items() if word != name})

    with pytest.raises(KnownError):
        issuing.issue(ledger, EVERYONE, workshop, [lacking], tmp_path)
    [made] = issuing.issue(ledger, EVERYONE, workshop, [lacking], tmp_path, waived=(name,))

    assert not any("〔缺" in text for _place, text in readback.read_file(made.path).texts)
    assert made.path.name.startswith("001_")


def test_a_number_is_given_to_one_paper_and_nothing_is_no_batch(office, workshop, tmp_path):
    ledger, round_id, *_units = office
    both = making.gather(ledger.writing(), asked(round_id))
    with pytest.raises(KnownError, match="一次只能给一件"):
        issuing.issue(ledger, EVERYONE, workshop, both, tmp_path, number="7")
    with pytest.raises(KnownError, match="没有可以签发"):
        issuing.issue(ledger, EVERYONE, workshop, [], tmp_path)
    [made] = issuing.issue(ledger, EVERYONE, workshop, both[:1], tmp_path, number="7")
    assert made.number.endswith("〕7号")
