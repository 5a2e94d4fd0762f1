"""What a reader is told besides the file: remembered heads go before the office's own words."""

from desktop.exchange.list_reading.context import ReadingContext
from desktop.exchange.normalise.office_words import OfficeWords


def test_remembered_heads_stand_before_the_words_of_the_office():
    context = ReadingContext(mapping={"问题": "progress"}, office=OfficeWords(heads={"情 形": "text", "问题": "text"}))
    assert context.heads == {"情形": "text", "问题": "progress"}
    assert ReadingContext().before_month_is_its_end and ReadingContext().heads == {} and ReadingContext().unit is None
