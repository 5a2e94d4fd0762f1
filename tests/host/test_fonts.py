"""Fonts per role: what is chosen from what a PC has, and what the person is told."""

from desktop.host import fonts


def test_an_office_pc_gets_the_official_faces_and_hears_nothing():
    pc = ["方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体", "Microsoft YaHei"]

    choice = fonts.choose(pc)

    assert [choice.family(role) for role in fonts.ROLES] == [
        "方正小标宋简体",
        "黑体",
        "楷体_GB2312",
        "仿宋_GB2312",
        "宋体",
    ]
    assert choice.substitutes() == ""


def test_english_spellings_of_official_faces_count_as_official():
    choice = fonts.choose(["SimHei", "KaiTi", "fangsong", "SimSun", "FZXiaoBiaoSong-B05S"])

    assert choice.missing == ()
    assert choice.family(fonts.FANG) == "fangsong"


def test_a_pc_without_small_song_is_told_what_stands_in():
    choice = fonts.choose(["黑体", "楷体", "仿宋", "宋体", "华文中宋"])

    assert choice.missing == (fonts.SMALL_SONG,)
    assert "小标宋以“华文中宋”代替" in choice.substitutes()
    assert choice.substitutes().count("。") == 2


def test_with_the_bundled_fonts_alone_every_role_has_a_family():
    choice = fonts.choose(fonts.bundled_files())

    assert {choice.family(role) for role in fonts.ROLES} == {fonts.BUNDLED_SANS, fonts.BUNDLED_SERIF}
    assert choice.family(fonts.HEI) == fonts.BUNDLED_SANS
    assert choice.missing == fonts.ROLES


def test_without_any_chinese_font_papers_still_name_the_official_faces():
    choice = fonts.choose([])

    assert choice.family(fonts.FANG) == "仿宋_GB2312"
    assert set(choice.missing) == set(fonts.ROLES)


def test_bundled_font_files_exist_and_are_opentype():
    for path in fonts.bundled_files().values():
        assert path.read_bytes()[:4] == b"OTTO"


def test_no_role_prefers_a_stand_in_over_an_official_face():
    for role in fonts.ROLES:
        every = fonts.candidates(role)
        assert fonts.choose(every).family(role) == every[0]
        assert len(set(every)) == len(every)


def test_a_role_without_any_font_is_told_as_such_and_keeps_the_official_name():
    choice = fonts.choose(())

    assert "没有可用的字体" in choice.substitutes()
    assert "代替" not in choice.substitutes()
