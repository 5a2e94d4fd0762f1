"""Painting needs one application for the whole run; pytest-qt's own serves the other rooms' tests too."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def painting(qapp):
    return qapp
