"""The office's usage as rules over a finished paper (papers/00-style.md), of this program or another.

`writing` reads a Word file into lines with what each is and to whom the paper speaks; the `*_rules` modules hold the rules,
most of them as data; `checking` runs them. A remark names the place and proposes a wording; it never stops anything, and
a person decides. What the standard itself says of numbers and marks is told by `form_check` and not said here again.
"""
