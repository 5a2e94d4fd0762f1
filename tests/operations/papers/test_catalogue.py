"""Every kind carries its facts, and everything that knows kinds reads them there: these tests walk all kinds (P-17, P-16)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.documents import declaration
from desktop.documents.lexicon import WORDS
from desktop.documents.recipes import RECIPES
from desktop.documents.recipes.sent import STEPS, titles
from desktop.documents.vocabulary import BLOCKS, MARKED
from desktop.errors import KnownError
from desktop.ledgers.freezes import FREEZES
from desktop.operations.change import change
from desktop.operations.defaults import FOLDER, rows_of
from desktop.operations.findings import edit
from desktop.operations.importing.files import WAYS
from desktop.operations.papers import catalogue, issuing, making, numbers, office, own_kinds, providers
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.registering import SentPaper, insert_sent
from desktop.operations.records import verbs
from desktop.operations.units import edit as edit_unit
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding
from tests.operations.papers.conftest import TODAY, asked
from tests.operations.papers.handed_in import enter
from tests.operations.papers.recorded import ENTERED
from tests.operations.papers.visited import visited

ROOT = Path(__file__).resolve().parents[3]
TALK = {
    "单位": "县住房和城乡建设局党组", "问题编号": ["14-06-0001", "14-06-0002"], "事由": "2个问题逾期", "批准人": "县委巡察工作领导小组组长",
    "被约谈职务": "县住房和城乡建设局党组书记", "被约谈人": "县住房和城乡建设局党组书记程知行", "约谈日期": "2026-10-16", "约谈时刻": "下午3时",
    "地点": "县委机关二楼第3会议室", "约谈人": "县委巡察工作领导小组组长顾怀远", "第几次": "1", "类型": "领导小组约谈",
}  # fmt: skip
each = pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)


def given_for(recipe):
    if recipe.per == "talk":
        return TALK
    typed = {
        field.name: value
        for field in recipe.fields
        if field.typed
        and field.missing in (BLOCKS, MARKED)
        and not field.when
        and (value := recipe.sample().get(field.name))
    }
    typed = {name: value.isoformat() if isinstance(value, date) else value for name, value in typed.items()}
    number = "14-06-0004" if recipe.rows.nature else "14-06-0001"
    addressee = {} if recipe.addressee == "unit" else {"主送": "县农业农村局党组"}
    if any(field.name == "份号" and field.when == "会议名称" for field in recipe.fields):
        typed["份号"] = "000007"
    judged = {"总评": "分工清楚"} if recipe.book == "submission" else {}
    if any(field.name == "评估计票" for field in recipe.fields):
        judged = {"评估计票": [{"名": "工作作风", "好": 8, "较好": 2}], "评估发出": 10, "评估收回": 10, "评估有效": 10}
    return {**typed, **addressee, "问题编号": [number]} if recipe.rows.chosen else typed | judged


def gathered(office_ledger, recipe, **fields):
    ledger, round_id, housing, farming = office_ledger
    units = (housing,) if recipe.addressee == "unit" or recipe.each else ()
    if recipe.per in ("department", "leader", "unit") and recipe.addressee != "unit":
        in_charge(ledger, housing)
    as_of = (
        date(2026, 9, 1) if recipe.rows.coming else date(2026, 9, 30)
    )  # the office's findings are due on 10 September
    if recipe.per == "letter":
        unanswered(ledger, round_id, housing)
    for organ in filter(lambda one: one.mark, recipe.organs):
        edit(ledger, EVERYONE, [1], {organ.mark: 1})
    if recipe.rows.drawn or {"结果表", "拟抽问题"} & {field.name for field in recipe.fields}:
        drawn = tuple(visited(ledger, round_id))
        units = drawn[:1] if recipe.rows.drawn else units
    if recipe.book:
        ENTERED[recipe.book](ledger, round_id, housing)
    if any(field.name == "监督清单" for field in recipe.fields):
        edit(ledger, EVERYONE, [1], {"on_organisation": 1})
        enter(ledger, "organisation_duty", finding=1, round=round_id, desk="干部科", person="庄明远")
    if any(field.name == "封存对象" for field in recipe.fields):
        verbs.add(ledger, EVERYONE, FREEZES, {"name": "2026年9月", "as_of": as_of.isoformat()})
    if recipe.rows.nature:
        a_finding(ledger, round_id, housing, "公章使用登记缺3个月记录", nature=recipe.rows.nature[0])
    request = Request(recipe.kind, TODAY, as_of, round_id, units, given=given_for(recipe), actor=EVERYONE, **fields)
    return making.gather(ledger.writing(), request)[:1]  # of a kind for several organs the first


def in_charge(ledger, unit_id):
    """A county leader and a department answer for a unit and its first finding."""
    edit_unit(
        ledger, EVERYONE, unit_id, {"supervising_leader": "副县长秦望舒", "department_in_charge": "县农业农村局党组"}
    )
    edit(ledger, EVERYONE, [1], {"department_in_charge": "县农业农村局党组"})


def unanswered(
    ledger, round_id, unit_id, kind="supervision_letter", number="青巡督〔2026〕99号", on="2026-09-11", due="2026-09-18"
):
    """A paper of another desk that asked for a reply and got none."""
    with change(ledger, EVERYONE, Action.REGISTER_LETTER, "补登") as changes:
        paper = SentPaper(kind, "督办函", number, on, "县住房和城乡建设局党组", unit_id, round_id, [], due)
        return insert_sent(changes, ledger, paper)


@each
def test_a_kind_is_gathered_drafted_and_issued_by_its_declaration_p17(office, workshop, tmp_path, recipe):
    ledger = office[0]
    [one] = gathered(office, recipe)
    assert not [missing for missing in recipe.missing(one.words) if missing.blocks]

    [made] = issuing.issue(ledger, EVERYONE, workshop, [one], tmp_path)

    assert ledger.reader.value("select kind from letter where id = ?", (made.letter_id,)) == recipe.kind
    assert one.words.get("署名", office_name(ledger, recipe)) == office_name(ledger, recipe)


def office_name(ledger, recipe):
    if recipe.issuers[0].organ == "team":
        return "中共青岩县委第一巡察组"
    return office_organ(ledger.reader, recipe.issuers[0].organ)


def office_organ(reader, name):
    return office.organ(reader, name)


@each
def test_a_kind_without_cause_says_its_own_sentence_p17(office, recipe):
    ledger, round_id, *_units = office
    day = date(2026, 3, 11)
    request = Request(recipe.kind, day, day, round_id, everyone=True)
    if recipe.rows.overdue or recipe.rows.coming or recipe.per == "letter":
        with pytest.raises(KnownError, match=recipe.no_cause):
            making.gather(ledger.writing(), request)
    elif not recipe.each:
        with pytest.raises(KnownError, match=f"没有备好的{recipe.title}"):
            making.gather(ledger.writing(), request)
    assert recipe.no_cause.rstrip("。") == recipe.no_cause


@each
def test_the_series_of_a_kind_stands_in_the_defaults_p17(recipe):
    listed = {row["kind"]: row["pattern"] for row in rows_of(FOLDER / "number_series.toml")}

    for issuer in recipe.issuers:
        assert listed.get(recipe.series(issuer), "") == issuer.series


@each
def test_a_kind_survives_as_json_d1(recipe):
    again = declaration.read(declaration.written(recipe))

    assert again.fields == recipe.fields
    assert replace(again, own=False, example=recipe.example, uses=recipe.uses, default=recipe.default) == recipe


@each
def test_every_word_that_no_clerk_types_has_a_provider_or_a_constant_p4(recipe):
    known = providers.provided() | set(recipe.default)
    optional = {"密级", "份号", "脱名", "附回复表", "分期", "不能完成", "申请期限", "上轮同期率"}

    assert [f.name for f in recipe.fields if not f.typed and f.name not in known | optional] == []


def test_one_word_has_one_provider_p4():
    names = [name for module in providers.MODULES for name in module.WORDS]
    names += [name for group, _provider in providers.TOGETHER for name in group]

    assert len(names) == len(set(names))
    assert set(names) <= set(WORDS)


def test_no_file_but_the_declarations_and_their_neighbours_knows_a_kind_by_name_p17():
    """A name of a kind in code is a place that the next kind would be forgotten in; the few that remain tell a story."""
    allowed = {
        "desktop/documents/recipes", "desktop/operations/demonstration", "desktop/operations/first_day/tasks.py", "desktop/statistics/overview.py",
        "desktop/ui/pages/overview/todos.py", "desktop/ui/pages/overview/nodes.py", "desktop/ui/pages/findings/page.py", "db/queries/report.py",
        "desktop/operations/records/proposals.py", "desktop/rules/chasing.py",
        "desktop/ledgers/reviews.py", "db/steps/results_and_papers.py",  # a meeting of the kind 反馈会, which is no paper
    }  # fmt: skip
    as_forms = {
        way.form for way in WAYS
    }  # 单位整改报告 is a form of import too, under the name that the papers' index gives the kind
    named = re.compile("|".join(f"[\"']{recipe.kind}[\"']" for recipe in RECIPES if recipe.kind not in as_forms))
    found = [
        str(path.relative_to(ROOT))
        for room in ("desktop", "db")
        for path in (ROOT / room).rglob("*.py")
        if named.search(path.read_text("utf-8"))
    ]

    assert [path for path in found if not path.startswith(tuple(allowed))] == []


def test_the_register_names_every_kind_that_is_made_or_counted_l8(office):
    shown = titles(RECIPES)

    assert set(STEPS) <= set(shown)
    assert shown["due_warning_letter"] != shown["reminder_letter"]
    assert catalogue.titles(office[0].reader) == shown


def test_a_talk_by_the_secretary_is_signed_by_the_county_office_in_its_own_series_p17(office, workshop, tmp_path):
    ledger, round_id, housing, _farming = office
    request = asked(round_id, housing, kind="talk_notice", given={**TALK, "类型": "书记约谈"})

    [one] = making.gather(ledger.writing(), request)
    [made] = issuing.issue(ledger, EVERYONE, workshop, [one], tmp_path)

    assert one.words["署名"] == "中共青岩县委办公室"
    assert one.series == "talk_notice:county_office"
    assert made.number == "青办约〔2026〕1号"
    assert numbers.pattern_for(ledger.reader, "talk_notice") == "青巡约〔{年}〕{号}号"


def test_the_papers_of_a_talk_are_due_two_working_days_before_it(office):
    ledger, round_id, housing, _farming = office

    [one] = making.gather(ledger.writing(), asked(round_id, housing, kind="talk_notice", given=TALK))

    assert one.words["材料期限"] == date(2026, 10, 14)
    assert int(one.words["问题数"]) == 2


def test_a_talk_names_no_finding_of_another_unit(office):
    ledger, round_id, housing, _farming = office

    with pytest.raises(KnownError, match="14-06-0003不是这个单位的"):
        making.gather(
            ledger.writing(), asked(round_id, housing, kind="talk_notice", given={**TALK, "问题编号": ["14-06-0003"]})
        )


def test_a_talk_is_taken_from_its_register_where_one_knows_it(office, monkeypatch):
    ledger, round_id, housing, _farming = office
    from desktop.operations.papers.providers import talk

    monkeypatch.setattr(talk, "SOURCES", [lambda _reader, number: TALK if number == "约谈〔2026〕1号" else None])

    [one] = making.gather(
        ledger.writing(), asked(round_id, housing, kind="talk_notice", given={"约谈号": "约谈〔2026〕1号"})
    )

    assert str(one.words["地点"]) == TALK["地点"]
    with pytest.raises(KnownError, match="约谈登记中没有"):
        making.gather(ledger.writing(), asked(round_id, housing, kind="talk_notice", given={"约谈号": "9"}))


@each
def test_no_paper_proposes_a_deadline_on_a_day_without_work_p16(office, recipe):
    [one] = gathered(office, recipe)

    for due in recipe.dues:
        assert one.words[due.word].weekday() < 5


def test_without_a_ledger_there_are_the_programs_kinds_and_with_one_those_of_its_clerks_too_d1(office):
    """D1: a kind that a clerk began is in the list that asks for it, at the end, and not yet among those that can be made."""
    ledger = office[0]
    kind, _changes = own_kinds.begin(ledger, EVERYONE, own_kinds.Wish("supervision_letter", "整改提示函", "巡办提"))

    assert catalogue.recipes(None) == catalogue.recipes(None, begun=True) == RECIPES
    assert [one.kind for one in catalogue.recipes(ledger.reader, begun=True)] == [*(one.kind for one in RECIPES), kind]
    assert [one.kind for one in catalogue.recipes(ledger.reader)] == [one.kind for one in RECIPES]
    assert catalogue.recipe(ledger.reader, "整改提示函", begun=True).kind == kind


def test_a_kind_is_found_by_either_name_and_an_unknown_one_is_told_with_all_that_there_are():
    first = RECIPES[0]

    assert catalogue.recipe(None, first.kind) is catalogue.recipe(None, first.title) is first
    with pytest.raises(KnownError, match=f"没有“别的”这个文种；现有：{first.kind}（{first.title}）、"):
        catalogue.recipe(None, "别的")


def test_a_series_that_no_kind_declares_has_the_plain_number(office):
    first = RECIPES[0].issuers[0]

    assert catalogue.issuer_of(office[0].reader, RECIPES[0].series(first)) == first
    assert catalogue.issuer_of(office[0].reader, "别的").series == catalogue.PLAIN_NUMBER
