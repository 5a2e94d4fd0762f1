"""The pages of the window, in the order of the rail; a page that this version lacks is absent.

Each is imported when it is first shown, so that the window opens without the heavy modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.records import FindingCriteria
from desktop.later import Later
from desktop.ledgers.places import books_of, folded_books, further_books
from desktop.ui.context import AppContext
from desktop.ui.page import Page, PageEntry, RailCount
from desktop.ui.sight import Sight

if TYPE_CHECKING:
    from db.queries import tallies
    from desktop.statistics import overdue
else:  # with the first count, which comes after the first page
    tallies, overdue = Later("db.queries.tallies"), Later("desktop.statistics.overdue")


def _overview(context: AppContext) -> Page:
    from desktop.ui.pages.overview.page import OverviewPage

    return OverviewPage(context)


def _findings(context: AppContext) -> Page:
    from desktop.ui.pages.findings.page import FindingsPage

    return FindingsPage(context)


def _statistics(context: AppContext) -> Page:
    from desktop.ui.pages.statistics.page import StatisticsPage

    return StatisticsPage(context)


def _freezing(context: AppContext) -> Page:
    from desktop.ui.pages.statistics.freezing.page import FreezingPage

    return FreezingPage(context)


def _import(context: AppContext) -> Page:
    from desktop.ui.pages.importing.page import ImportPage

    return ImportPage(context)


def _returns(context: AppContext) -> Page:
    from desktop.ui.pages.importing.returns.page import ReturnsPage

    return ReturnsPage(context)


def _feedback_letter(context: AppContext) -> Page:
    from desktop.ui.pages.importing.word.letter_page import LetterPage

    return LetterPage(context)


def _rectification_report(context: AppContext) -> Page:
    from desktop.ui.pages.importing.word.report_page import ReportPage

    return ReportPage(context)


def _rounds(context: AppContext) -> Page:
    from desktop.ui.pages.rounds.page import RoundsPage

    return RoundsPage(context)


def _carry(context: AppContext) -> Page:
    from desktop.ui.pages.rounds.carry_page import CarryPage

    return CarryPage(context)


def _system(context: AppContext) -> Page:
    from desktop.ui.pages.system.page import SystemPage

    return SystemPage(context)


def _letters(context: AppContext) -> Page:
    from desktop.ui.pages.letters.page import LettersPage

    return LettersPage(context)


def _print(context: AppContext) -> Page:
    from desktop.ui.pages.printing.page import PrintPage

    return PrintPage(context)


def _count_findings(sight: Sight) -> RailCount | None:
    [count] = tallies.tally(sight.reader, sight.basis, sight.as_of, sight.known_at, scope=sight.scope)
    return RailCount(str(count.denominator)) if count.denominator else None


def _count_overdue(sight: Sight) -> RailCount | None:
    """▲ beside 整改督办: the cards of its first column."""
    late = overdue.overdue_count(sight.reader, FindingCriteria(rounds=sight.scope.rounds), sight.as_of, sight.known_at)
    return RailCount(str(late), warning=True) if late else None


def _supervision(context: AppContext) -> Page:
    from desktop.ui.pages.supervision.page import SupervisionPage

    return SupervisionPage(context)


def _due(context: AppContext) -> Page:
    from desktop.ui.pages.supervision.due_page import DuePage

    return DuePage(context)


def _chasing(context: AppContext) -> Page:
    from desktop.ui.pages.register.page import RegisterPage
    from desktop.ui.widgets.place_tabs import CHASING_PAGE, supervision_page, supervision_tabs

    titles = dict(supervision_tabs())
    elsewhere = {key: page for key in titles if (page := supervision_page(key)) != CHASING_PAGE}
    return RegisterPage(context, "整改督办", lambda: tuple(titles), titles, elsewhere)


def _review(context: AppContext) -> Page:
    from desktop.ui.pages.reviews.page import ReviewPage

    return ReviewPage(context)


def _advice(context: AppContext) -> Page:
    from desktop.ui.pages.register.advice_page import AdvicePage

    return AdvicePage(context)


def _stored_figures(context: AppContext) -> Page:
    from desktop.ui.pages.register.page import RegisterPage

    titles = {"statistics": "数字和图表", "freezing": "冻结与会议包"}
    elsewhere = {name: name for name in titles}
    return RegisterPage(context, "统计分析", lambda: (*titles, *books_of("stored")), titles, elsewhere)


def _talks(context: AppContext) -> Page:
    from desktop.ui.pages.scores.page import ScorePage

    return ScorePage(context)


def _follow_up(context: AppContext) -> Page:
    from desktop.ui.pages.follow_up.page import FollowUpPage

    return FollowUpPage(context)


def _books(context: AppContext) -> Page:
    from desktop.ui.pages.register.page import RegisterPage
    from desktop.ui.widgets.place_tabs import FINDING_PAGES, FINDING_TABS

    titles = {key: title for key, title in FINDING_TABS if key in FINDING_PAGES}
    mine = [key for key, _title in FINDING_TABS]
    return RegisterPage(
        context,
        "问题台账",
        lambda: (*mine, *(name for name in further_books() if name not in mine)),
        titles,
        {key: key for key in FINDING_PAGES},
        folded_books,
    )


def _recheck(context: AppContext) -> Page:
    from desktop.ui.pages.recheck.page import RecheckPage

    return RecheckPage(context)


def _before(context: AppContext) -> Page:
    from desktop.ui.pages.register.page import RegisterPage

    return RegisterPage(context, "巡前工作", lambda: books_of("before"))


def _teams(context: AppContext) -> Page:
    from desktop.ui.pages.teams.page import TeamsPage

    return TeamsPage(context)


def _pool(context: AppContext) -> Page:
    from desktop.ui.pages.register.page import RegisterPage
    from desktop.ui.widgets.place_tabs import TEAM_TABS

    elsewhere = dict.fromkeys(("teams", "load"), "teams")
    return RegisterPage(context, "人才编组", lambda: [key for key, _title in TEAM_TABS], dict(TEAM_TABS), elsewhere)


def _leads(context: AppContext) -> Page:
    from desktop.ui.pages.leads.page import LeadsPage

    return LeadsPage(context)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", "首页", "工作", "home", _overview, shortcut="Ctrl+1"),
    PageEntry("findings", "问题台账", "工作", "list", _findings, _count_findings, shortcut="Ctrl+2"),
    PageEntry("books", "更多账册", "工作", "book", _books, place="findings"),
    PageEntry("recheck", "复盘核对", "工作", "list", _recheck, place="findings"),
    PageEntry("supervision", "整改督办", "工作", "alarm", _supervision, _count_overdue, shortcut="Ctrl+3"),
    PageEntry("due", "时限", "工作", "alarm", _due, place="supervision"),
    PageEntry("chasing", "督办记录", "工作", "alarm", _chasing, place="supervision"),
    PageEntry("review", "联审", "工作", "parties", _review, shortcut="Ctrl+4"),
    PageEntry("follow_up", "回访督查", "工作", "map_search", _follow_up, shortcut="Ctrl+5"),
    PageEntry("talks", "评价约谈", "工作", "star", _talks, shortcut="Ctrl+6"),
    PageEntry("advice", "建议抄报", "成果", "mail_forward", _advice, shortcut="Ctrl+7"),
    PageEntry("leads", "线索", "成果", "lock", _leads),
    PageEntry("statistics", "统计分析", "产出", "bars", _statistics, shortcut="Ctrl+8"),
    PageEntry("freezing", "冻结与会议包", "产出", "bars", _freezing, place="statistics"),
    PageEntry("stored", "存档数字", "产出", "bars", _stored_figures, place="statistics"),
    PageEntry("letters", "文书", "产出", "file", _letters, shortcut="Ctrl+9"),
    PageEntry("print", "打印", "产出", "printer", _print),
    PageEntry("import", "导入", "基础", "import", _import),
    PageEntry("returns", "回收表", "基础", "import", _returns, place="import"),
    PageEntry("feedback_letter", "Word 反馈意见", "基础", "import", _feedback_letter, place="import"),
    PageEntry("rectification_report", "单位整改报告", "基础", "import", _rectification_report, place="import"),
    PageEntry("rounds", "轮次与单位", "基础", "building", _rounds),
    PageEntry("carry", "归档与结转", "基础", "building", _carry, place="rounds"),
    PageEntry("before", "巡前工作", "基础", "building", _before, place="rounds"),
    PageEntry("teams", "人才编组", "基础", "user", _teams),
    PageEntry("pool", "人才库", "基础", "user", _pool, place="teams"),
    PageEntry("system", "系统", "基础", "gear", _system, shortcut="Ctrl+0"),
)
