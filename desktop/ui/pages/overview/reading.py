"""All that 首页 reads for one state of the switches, in one question that can be asked beside the window."""

from __future__ import annotations

from dataclasses import dataclass

from db.records import RoundRow
from desktop.operations.supervision.board import read_board
from desktop.statistics.question import chosen_rounds
from desktop.ui.pages.overview import sources, todos
from desktop.ui.pages.overview.board import Home, read_home
from desktop.ui.pages.overview.nodes import Node, round_nodes
from desktop.ui.pages.overview.todos import Due
from desktop.ui.sight import Sight


@dataclass(frozen=True)
class Read:
    """The figures, what is due (without the talks, which take longer), and the nodes of the latest chosen round."""

    home: Home
    dues: tuple[Due, ...]
    rounds: tuple[RoundRow, ...]
    nodes: tuple[Node, ...]


def read(sight: Sight) -> Read:
    """Everything of the page, for the person in the sight."""
    home, reader = read_home(sight).worked_out(), sight.reader
    scope, as_of, known_at = sight.scope.rounds, sight.as_of, sight.known_at
    board = read_board(reader, scope, as_of, known_at, tuple(home.rows.values()))
    others = [
        *sources.read_now(reader, board, home.rows, known_at, scope),
        *todos.of_books(reader, as_of, known_at, scope, home.rows),
        *([] if sight.is_back else [*sources.house(reader, sight.today), *sources.months(reader, sight.today, scope)]),
    ]
    today = None if sight.is_back else sight.today
    dues = todos.dues(reader, home.found, home.rows, today, others, sight.actor.rights)
    rounds = tuple(chosen_rounds(reader, sight.scope))
    nodes = tuple(round_nodes(reader, rounds[0], as_of, known_at)) if rounds else ()
    return Read(home.without_rows(), dues, rounds, nodes)
