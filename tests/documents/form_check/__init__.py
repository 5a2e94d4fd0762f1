"""Tests of the layout check of any Word paper."""
