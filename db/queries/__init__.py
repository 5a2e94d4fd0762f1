"""Reads: one function answers one question with one statement."""
