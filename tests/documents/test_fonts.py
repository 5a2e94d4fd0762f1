"""Which installed font plays which part; a part that nothing plays keeps the standard's name and is told."""

import pytest

from desktop.documents.fonts import CANDIDATES, choose_fonts, dress

ALL = [names[0] for names in CANDIDATES.values()]


def test_the_standards_own_products_are_chosen_without_a_word():
    choice = choose_fonts(ALL)
    assert [choice.name(part) for part in CANDIDATES] == ALL and choice.substitutes == () and not choice.bold_title


@pytest.mark.parametrize("part", CANDIDATES)
def test_each_part_takes_the_first_that_is_there_and_another_product_is_told(part):
    others = [name for name in ALL if name != CANDIDATES[part][0]]
    last = CANDIDATES[part][-1]
    choice = choose_fonts([*others, last])
    assert choice.name(part) == last and len(choice.substitutes) == (
        last not in ("FangSong", "KaiTi", "SimHei", "SimSun", "NSimSun")
    )
    assert choose_fonts([*others, *CANDIDATES[part][1:]]).name(part) == CANDIDATES[part][1]


@pytest.mark.parametrize("part", [part for part in CANDIDATES if part != "小标宋"])
def test_a_part_that_nothing_plays_keeps_the_name_and_is_told(part):
    choice = choose_fonts([name for name in ALL if name != CANDIDATES[part][0]])
    [told] = choice.substitutes
    assert choice.name(part) == CANDIDATES[part][0] and part in told


def test_a_title_in_bold_song_stands_in_where_there_is_no_title_face():
    choice = choose_fonts([name for name in ALL if name != CANDIDATES["小标宋"][0]])
    assert (choice.bold_title, choice.name("小标宋")) == (True, "宋体") and "加粗" in choice.substitutes[0]
    assert not choose_fonts([]).bold_title and len(choose_fonts([]).substitutes) == len(CANDIDATES)


def test_names_are_written_into_the_dressed_parts_alone():
    choice = choose_fonts(["仿宋", "宋体"])
    xml = '<w:rFonts w:eastAsia="仿宋_GB2312"/><w:rFonts w:eastAsia="方正小标宋简体"/>'.encode()
    for part in ("word/document.xml", "word/styles.xml", "word/header1.xml", "word/footer.xml", "word/numbering.xml"):
        said = dress(part, xml, choice).decode()
        assert '"仿宋"' in said and "仿宋_GB2312" not in said and '<w:rFonts w:eastAsia="宋体"/><w:b/>' in said
    assert dress("word/settings.xml", xml, choice) == xml
    table = dress("word/fontTable.xml", b"<x/>", choice).decode()
    assert (
        table.count("<w:font ") == len({choice.name(part) for part in CANDIDATES})
        and 'w:name="仿宋"' in table
        and "仿宋_GB2312," in table
    )
