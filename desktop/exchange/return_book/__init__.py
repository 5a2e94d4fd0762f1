"""The return workbook: how it goes out to a unit, how it is read when it comes back, how it is merged."""
