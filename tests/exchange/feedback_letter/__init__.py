"""Tests of the reader of feedback letters."""
