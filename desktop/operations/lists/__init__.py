"""Lists that leave the program: any view as print or workbook, with the register of copies (P1, P2, A5)."""
