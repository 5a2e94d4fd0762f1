"""Files in and out: workbooks, lists. The only room that imports openpyxl."""
