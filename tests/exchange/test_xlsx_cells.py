"""Cells of a column are the same read at once and one by one; what is odd is left to the parser."""

from datetime import date

import pytest

from desktop.exchange.sheet_cells import Cell
from desktop.exchange.xlsx_cells import CellsByWords, SharedCells
from desktop.exchange.xlsx_grammar import Entities, OddError

TEXTS = [f"问题{number}" for number in range(40)] + [" ", "=DISPIMG(1)", "　", "−1"]


def cells():
    shared = {}

    def make(kind, _style, value, _formula):
        return Cell(date(2025, 3, 1) if value == "45717" else value, number_format=kind)

    def shared_of(style):
        return shared.setdefault(style, SharedCells(TEXTS, f"f{style}", True))

    return CellsByWords(make, shared_of)


COLUMNS = {
    "shared": [f' s="3" t="s"><v>{n}</v></c><c r="B' for n in range(44)],
    "two styles": [f' s="{3 + n % 2}" t="s"><v>{n}</v></c><c r="B' for n in range(20)],
    "blanks among": [f' s="3" t="s"><v>{n}</v></c>' if n % 3 else ' s="3"/>' for n in range(20)],
    "numbers": [f' s="1"><v>{n}.5</v></c><c r="AA' for n in range(20)],
    "days": [' s="1"><v>45717</v></c>'] * 5,
    "inline": [f' t="inlineStr"><is><t>甲{n}&lt;&#20013;</t></is></c><c r="C' for n in range(5)],
    "kept spaces": [
        f' t="inlineStr"><is><t{" xml:space=" + chr(34) + "preserve" + chr(34) if n % 2 else ""}> 甲</t></is></c>'
        for n in range(4)
    ],
    "one": [' s="1"/>'],
    "mixed": [' s="1"><v>1</v></c>', ' t="inlineStr"><is><t>甲</t></is></c>', ' s="1"/>', ' t="s"><v>2</v></c>'],
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_read_at_once_is_what_its_cells_are(name):
    words = COLUMNS[name]
    single, together = cells(), cells()

    assert together.column(words)[0] == [single[each] for each in words]
    assert together.column(words)[1] == single.next[words[0]]


@pytest.mark.parametrize(
    "words",
    [
        [' s="3" t="s"><v>1</v></c><c r="B', ' s="3" t="s"><v>2</v></c><c r="C'],
        [' s="3" t="s"><v>1</v></c><c r="B'] * 2 + [' s="3"><f>1</f><v>2</v></c><c r="B'],
        [' t="inlineStr"><is><t>&nbsp;</t></is></c>'] * 2,
        [' t="inlineStr"><is><t>甲\x00</t></is></c>'] * 2,
        [' s="3" t="s"><v>1\n2</v></c>', ' s="3" t="s"><v>3</v></c>'],
        ['"><v>1</v></c>'],
        [' s="3" t="s"><v>1</v></c><c r="b'],
    ],
)
def test_what_is_odd_is_left_to_the_parser(words):
    with pytest.raises(OddError):
        cells().column(words)


def test_texts_made_one_by_one_and_all_at_once_are_the_same():
    numbers = [str(place) for place in range(len(TEXTS))]
    each, every = SharedCells(TEXTS, "0", False), SharedCells(TEXTS, "0", True)

    assert each.column(numbers) == every.column(numbers) == [each[number] for number in numbers]
    assert every.column(numbers)[-4:-1] == [None, Cell(fault="picture_not_read"), None]


def test_entities_are_read_as_the_parser_reads_them_and_refused_where_it_refuses():
    entities = Entities()

    assert entities.text("&lt;&#20013;&#x4e2d;&amp;lt;") == "<中中&lt;"
    assert entities.texts("<t>a</t><t>&#65;</t>", 2) == ["a", "A"]
    with pytest.raises(OddError):
        entities.text("&#0;")
    with pytest.raises(OddError):
        entities.text("&#65;")  # after a refusal nothing is read any more; the parser takes the rest


@pytest.mark.parametrize("sound, asked, at_once", [(True, 5, False), (True, 6, True), (False, 6, False)])
def test_once_more_than_an_eighth_was_asked_for_all_texts_are_made(sound, asked, at_once):
    """Half a character in one of them lets each be judged by itself."""
    shared = SharedCells(TEXTS, "0", sound)

    assert (
        len(TEXTS) // 8 == 5
        and [cell.value for cell in shared.column([str(place) for place in range(asked)])] == TEXTS[:asked]
    )
    assert bool(shared._every) is at_once and len(shared) == (0 if at_once else asked)


@pytest.mark.parametrize("words, longest", [
    ([' t="inlineStr"><is><t>甲乙丙</t></is></c>', ' t="inlineStr"><is><t>甲</t></is></c>'], 3), ([' s="1"><v>123456</v></c>'], 6), ([' s="1"/>'], 0), ([' s="3" t="s"><v>10</v></c>'], 4),
])  # fmt: skip
def test_the_longest_text_of_a_sheet_is_noted(words, longest):
    read = cells()
    for each in words:
        read[each]
    assert read.longest == longest


@pytest.mark.parametrize(
    "words, following", [(' s="1"><v>1</v></c>', 0), (' s="1"><v>1</v></c><c r="A', 1), (' s="1"/><c r="AA', 27)]
)
def test_the_column_that_follows_is_told_and_behind_the_last_there_is_none(words, following):
    read = cells()
    assert read[words] is not None or "/>" in words
    assert read.next[words] == following == read.column([words, words])[1]


@pytest.mark.parametrize(
    "words, style",
    [
        (' s="7"><v>1</v></c>', 7),
        ("><v>1</v></c>", 0),
        (' s="7" t="n"><v>1</v></c>', 7),
        (' s="7"><v>-1</v></c>', 7),
        (' t="inlineStr"><is><t>甲</t></is></c>', 0),
    ],
)
def test_a_cell_has_the_style_that_it_names(words, style):
    seen = []
    read = CellsByWords(
        lambda kind, style, value, formula: seen.append((style, formula)) or Cell(value), lambda _style: None
    )
    read[words]
    read.column([words, words])
    assert set(seen) == {(style, False)}
