"""Texts that a list may hold and that a file must carry unharmed."""

from hypothesis import strategies as st

BEGIN_A_FORMULA = (
    "=cmd|' /C calc'!A0",
    "=1+1",
    "+1",
    "-3",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    '=HYPERLINK("http://x.y")',
    "{=1}",
)
TEXTS = (
    *BEGIN_A_FORMULA, "http://x.y", "0012", "110101199003070012", " 前后有空 ", "一行\n二行\r\n三行\r四行", "<b>&amp;]]>\"'", "_x0041_", "_x000D_x_",
    "𠮷祥巷", "\ud842\udfb7", "半\ud842个", "铃\x07\x00\x1b", "\ufffe\uffff", "\u200b\ufeff", "长" * 40_000, "𠮷" * 20_000, "\n", "TRUE", "1E5", "2025-03-05",
)  # fmt: skip
ANY = st.one_of(
    st.sampled_from(TEXTS),
    st.text(st.characters() | st.sampled_from("=+-@<>&\"'_x0041_\n\t\r\x00\x07\ud83d\udf2a\ufffe"), max_size=40),
)
VALUES = st.one_of(
    ANY, st.none(), st.booleans(), st.integers(-(10**18), 10**18), st.floats(), st.dates(), st.datetimes()
)
