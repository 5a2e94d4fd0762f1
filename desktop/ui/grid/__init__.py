"""The one table of the window: model, view, header, paint, filter, columns, paste, find."""
