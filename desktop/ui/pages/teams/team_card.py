"""The middle of 人才编组: the teams of a round, who is in the one in hand, their trades, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ledgers.column import Align, Mark, Shape, Tone
from desktop.ledgers.inspectors import SPECIALTIES
from desktop.ledgers.teams import KINDS, ROLES
from desktop.operations.team_board import BoardTeam, Placed
from desktop.rules import team_rules
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.error_bar import ErrorBar
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.state_chip import MarkLabel, overdue_mark
from desktop.ui.widgets.writing_field import WritingLine

TEAM_HEADS = (
    Head("组", 86), Head("组长", 58), Head("副组长", 70), Head("联络员", 58), Head("任务单位"), Head("人数", 40, Align.RIGHT),
)  # fmt: skip
PEOPLE_HEADS = (Head("角色", 62), Head("姓名", 70), Head("单位"), Head("专业", 84), Head("本届参巡", 72, Align.RIGHT))
TRADES = SPECIALTIES[:-1]
"""Those of the table: whoever knows something else fills no place."""
SHORT = {"宣传意识形态": "宣传", "农业农村": "农业", "工程项目": "工程"}
RULE = f"专业搭配　每组{'、'.join(team_rules.TRADES)}各 1 人以上，{team_rules.FEWEST}—{team_rules.MOST} 人"
LACKS = Mark(Shape.TRIANGLE, "缺", Tone.RED)
ROW, NARROW_ROW, HEAD = 27, 24, 32
SEEN, MOST = 5, 8
"""Rows of a table that are seen on a small screen, and the most that one takes on a large one."""
PEOPLE_SEEN, NARROW_PEOPLE = 3, 2
"""Of the people so many at least: they have the bar, the teams are seen beside each other."""


class PeopleTable(FigureTable):
    """The people of the team in hand; Ctrl+Del takes one out."""

    take_out_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Del belongs to the row in hand."""
        if event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.take_out_asked.emit()
        else:
            super().keyPressEvent(event)


class TeamCard(Card):
    """Teams above, the one in hand below; tells which team is in hand and whom to place or take out."""

    team_changed = Signal()
    round_chosen = Signal(int)
    place_asked = Signal(str, str)
    take_out_asked = Signal(str)
    final_asked = Signal()
    edit_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__("编组", " ", "修改…")
        self.flush()
        self._context = context
        self.teams: tuple[BoardTeam, ...] = ()
        self._filling = self._narrow = False
        self.link_clicked.connect(self.edit_asked)
        self.rounds = QComboBox()
        self.rounds.setAccessibleName("编组的轮次")
        self.rounds.currentIndexChanged.connect(self._round_changed)
        self.head.insertWidget(2, self.rounds)
        self.table = FigureTable(context.theme, ROW, whole_rows=True)
        self.about = ElidedLabel("", "secondary")
        self.people = PeopleTable(context.theme, ROW, whole_rows=True)
        self.people.take_out_asked.connect(self._take_out)
        self.matrix = FigureTable(context.theme, ROW)
        self.refusal = ErrorBar(context.theme)
        self.refusal.setObjectName("error_bar")
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)

    # -- to call

    def show_rounds(self, rounds: Sequence[tuple[int, str]], current: int | None) -> None:
        """The rounds whose teams may be shown."""
        self.rounds.blockSignals(True)
        self.rounds.clear()
        for round_id, name in rounds:
            self.rounds.addItem(name, round_id)
        self.rounds.setCurrentIndex(self.rounds.findData(current))
        self.rounds.blockSignals(False)

    def show_teams(self, title: str, teams: Sequence[BoardTeam]) -> None:
        """The teams of a round; the one in hand stays in hand. Whoever calls shows what goes with it: `team_changed` is for a person's choice."""
        held = self.in_hand()
        self._filling = True
        self.teams = tuple(teams)
        self.title_label.setText(title)
        people = sum(len(one.team.people) for one in teams)
        self.note_label.set_full_text(f"{len(teams)} 组 {people} 人" if teams else "还没有巡察组")
        self.table.show_table(Shown(TEAM_HEADS, tuple(_team_line(one) for one in teams)))
        place = next((n for n, one in enumerate(teams) if held is not None and one.record.id == held.record.id), 0)
        if teams:
            self.table.setCurrentIndex(self.table.figures.index(place, 0))
        self._filling = False
        self.refusal.hide()
        self._show_matrix()
        self.show_team()

    def in_hand(self) -> BoardTeam | None:
        """The team in hand."""
        row = self.table.currentIndex().row()
        return self.teams[row] if 0 <= row < len(self.teams) else None

    def step(self, by: int) -> None:
        """Alt+↑↓: the next team."""
        row = self.table.currentIndex().row() + by
        if 0 <= row < len(self.teams):
            self.table.setCurrentIndex(self.table.figures.index(row, 0))

    def show_team(self) -> None:
        """The people of the team in hand, and what may be done with it."""
        team = self.in_hand()
        self.people.show_table(Shown(PEOPLE_HEADS, tuple(_person_line(one) for one in team.people) if team else ()))
        self.about.set_full_text(_about(team) if team else "先新建巡察组，再从右边的人才库编入。")
        self._judge(team)

    def refuse(self, title: str, remedy: str) -> None:
        """Say why somebody was not placed."""
        self.refusal.show_text(title, remedy)

    # -- inside

    def _round_changed(self, _place: int) -> None:
        if (chosen := self.rounds.currentData()) is not None:
            self.round_chosen.emit(chosen)

    def _row_changed(self, *_rows: object) -> None:
        if self._filling:
            return
        self.refusal.hide()
        self.show_team()
        self.team_changed.emit()

    def _judge(self, team: BoardTeam | None) -> None:
        reason = self._context.why_not(Action.EDIT_RECORD, writes=True)
        missing = [] if team is None else list(team.lacking)
        draft = team is not None and team.is_draft
        final = self._context.why_not(Action.SETTLE_RECORD, writes=True)
        self.final_button.setEnabled(draft and not final)
        self.final_button.setToolTip(final or ("" if draft else "已经定稿" if team else "先选一个组"))
        for widget in (self.name, self.role, self.place_button):
            widget.setEnabled(draft and not reason)
            widget.setToolTip(reason or ("" if draft else "已经定稿，要换人请用“修改”" if team else "先选一个组"))
        self.link.setEnabled(team is not None and not reason)
        self.out_button.setEnabled(draft and not reason and bool(team and team.people))
        self.out_button.setToolTip(self.place_button.toolTip() or ("" if team and team.people else "组里还没有人"))
        said = (
            f"缺 {len(missing)} 项：{'、'.join(missing)}"
            if missing
            else ""
            if team is None
            else "已编齐"
            if draft
            else "已定稿"
        )
        self.missing.setVisible(bool(missing))
        self.missing.set_mark(overdue_mark(said) if missing else None)
        self.complete.setText("" if missing else said)
        self.complete.setVisible(not missing)

    def _place(self) -> None:
        if self.name.text().strip():
            self.place_asked.emit(self.name.text().strip(), str(self.role.currentData()))

    def _take_out(self) -> None:
        team, row = self.in_hand(), self.people.currentIndex().row()
        if team is not None and 0 <= row < len(team.people):
            self.take_out_asked.emit(team.people[row].name)

    def _show_matrix(self) -> None:
        trades = [Head(SHORT.get(one, one), 42, Align.RIGHT) for one in TRADES]
        heads = (Head("组", 46), *trades, Head("人数", 44, Align.RIGHT))
        lines = [_matrix_line(one) for one in self.teams]
        sums = [sum(one.trades[trade] for one in self.teams) for trade in TRADES]
        people = sum(len(one.team.people) for one in self.teams)
        lines.append(Line((Cell("合计"), *(Cell(str(one)) for one in (*sums, people))), total=True))
        other = f"；{people} 人 = 表列专业 {sum(sums)} + 其他 {people - sum(sums)}" if people > sum(sums) else ""
        self.trades.setText(f"{RULE}{other}")
        self.matrix.show_table(Shown(heads, tuple(lines)))
        self._give_room(len(self.teams))

    def _give_room(self, teams: int) -> None:
        """The teams and their trades are seen whole as far as they are few; the people take what is left."""
        px, row = self._context.theme.px, NARROW_ROW if self._narrow else ROW
        for table, rows in ((self.table, teams), (self.matrix, teams + 1)):
            table.setMinimumHeight(px(HEAD + row * min(max(rows, 2), SEEN)) + 4)
            table.setMaximumHeight(px(HEAD + row * min(max(rows, 2), MOST)) + 4)
        self.people.setMinimumHeight(px(HEAD + row * (NARROW_PEOPLE if self._narrow else PEOPLE_SEEN)))

    def set_narrow(self, *, narrow: bool) -> None:
        """Lower rows where the window is narrow: it is low then too."""
        self._narrow = narrow
        for table in (self.table, self.people, self.matrix):
            table.set_row_height(NARROW_ROW if narrow else ROW)
        self._give_room(len(self.teams))

    def _lay_out(self) -> None:
        self.name = WritingLine(placeholder="姓名或人才编号")
        self.name.returnPressed.connect(self._place)
        self.role = QComboBox()
        for role, word in reversed(ROLES.items()):
            self.role.addItem(word, role)
        self.place_button, self.out_button = QPushButton("编入"), QPushButton("移出")
        self.place_button.clicked.connect(self._place)
        self.out_button.clicked.connect(self._take_out)
        row = QHBoxLayout()
        row.setContentsMargins(10, 4, 10, 4)
        row.addWidget(self.name, 1)
        for widget in (self.role, self.place_button, self.out_button):
            row.addWidget(widget)
        self.trades = QLabel(RULE, wordWrap=True)
        self.trades.setProperty("role", "secondary")
        for label in (self.about, self.trades):
            label.setContentsMargins(14, 6, 14, 4)
        self.body.addWidget(self.table)
        self.body.addWidget(self.about)
        self.body.addWidget(self.people, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.refusal)
        self.body.addWidget(self.trades)
        self.body.addWidget(self.matrix)
        self.body.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = named(QWidget(), "foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.missing, self.complete = MarkLabel(self._context.theme), QLabel()
        self.complete.setProperty("role", "secondary")
        self.final_button = QPushButton("定稿")
        self.final_button.clicked.connect(self.final_asked)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self.missing)
        row.addWidget(self.complete)
        row.addStretch(1)
        row.addWidget(self.final_button)
        return foot


def _team_line(one: BoardTeam) -> Line:
    lacks = one.is_draft and not one.from_elsewhere
    roles = [
        Cell(one.named(role)) if one.named(role) or not lacks else Cell(mark=LACKS) for role in ("deputies", "liaison")
    ]
    units = "、".join(one.record.fields["units"])
    return Line(
        (
            Cell(str(one.record.fields["name"])),
            Cell(one.named("leader")),
            *roles,
            Cell(one.task, tip=units),
            Cell(str(len(one.team.people))),
        )
    )


def _person_line(one: Placed) -> Line:
    known = one.pooled.record.fields if one.pooled is not None else {}
    times = f"{len(one.pooled.rounds)} 次" if one.pooled is not None else "—"
    organ = str(known.get("organ") or "—") if known else "不在人才库"
    return Line(
        (
            Cell(one.role),
            Cell(one.name),
            Cell(organ, light=not known),
            trade_cell(known.get("specialty")),
            Cell(times),
        )
    )


def trade_cell(trade: object) -> Cell:
    """What somebody knows, in the short word of the table of trades; the whole one in the tooltip."""
    word = str(trade or "—")
    return Cell(SHORT.get(word, word), tip=word)


def _matrix_line(one: BoardTeam) -> Line:
    wanted = () if one.from_elsewhere else team_rules.TRADES
    cells = [
        Cell(LACKS.word, tone=LACKS.tone)
        if not count and trade in wanted
        else Cell(str(count) if count else "—", light=not count)
        for trade, count in one.trades.items()
        if trade in TRADES
    ]
    name = str(one.record.fields["name"])
    return Line((Cell(name.removesuffix("巡察组") or name, tip=name), *cells, Cell(str(len(one.team.people)))))


def _about(team: BoardTeam) -> str:
    fields = team.record.fields
    home = f"（{fields['home']}）" if fields["home"] else ""
    size = f"已编 {len(team.team.people)} 人，应 {team_rules.FEWEST}—{team_rules.MOST} 人"
    state = "拟定" if team.is_draft else "已定稿"
    kind = KINDS.get(str(team.record.stored["kind"]), "本县")
    return f"{fields['name']}　授权文号 {fields['authorised_by'] or '待定'} · {kind}{home} · {state} · {size}"
