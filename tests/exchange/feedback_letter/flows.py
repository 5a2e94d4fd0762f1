"""The flow of a letter drawn in a test: lines from texts or paragraphs, tables from rows."""

from desktop.exchange.feedback_letter.lines import lines_of
from desktop.exchange.feedback_letter.outline import Table
from desktop.exchange.word_reading.paragraphs import Paragraph, TablePlace


def P(text, **form):
    """A paragraph with a form: centred, right, level, title, bold, label."""
    return Paragraph((0,), text, **form)


def bold(text):
    """A paragraph that is bold as a whole."""
    return Paragraph((0,), text, bold=((0, len(text)),))


def table(*rows):
    """A table of texts."""
    cells = [
        Paragraph((0,), text, place=TablePlace(0, at, column))
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]
    return Table(lines_of(cells))


def flow_of(*parts):
    """Lines and tables in order, each paragraph numbered by its place."""
    made, paragraphs = [], []
    for place, part in enumerate(parts):
        if isinstance(part, Table):
            made += lines_of(paragraphs)
            paragraphs = []
            made.append(part)
        else:
            one = part if isinstance(part, Paragraph) else Paragraph((0,), part)
            one.numbers = (place,)
            paragraphs.append(one)
    return made + lines_of(paragraphs)
