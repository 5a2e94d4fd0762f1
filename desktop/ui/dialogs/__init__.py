"""Dialogs that return a plain draft and write nothing."""
