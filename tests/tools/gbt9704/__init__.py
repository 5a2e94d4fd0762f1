"""The rules of GB/T 9704-2012 over .docx files.

Two sources are used. The OOXML gives what was asked for (`asked`: fonts, sizes, page set-up); a PDF made by LibreOffice
gives what came out (`seen`: lines, characters per line, positions on the ink of a 288-dpi bitmap). `recognition` says
what each paragraph is, `checking` holds one paper under the rules, `judging` names the rules of each form.
"""
