"""A list as a file that leaves: one table of rows, written as a workbook (streamed into the clerk's look) or as a Word table."""
