"""A whole term of another county, told as lists and deeds: 351 units, 12 rounds, 6,000 findings (issue: scripted term).

`county` says who is inspected when, `lists` writes the workbooks of the rounds, `story` the deeds that `play` carries out. Names and
matters are invented; the totals are those that the offices' published reports state with their parts (11 of 24 leads filed, 349 units for
18 posts, 21 recommendation letters behind 260 common findings, 63 items of the organisation department, 7 units jointly reviewed).
"""
