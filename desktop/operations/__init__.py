"""Verbs: all a person can do. One file per noun, one function per verb."""
