"""台账体检: what must agree between the books, and what a clerk should look at; it reads and changes nothing (page 26, registers.md §11)."""
