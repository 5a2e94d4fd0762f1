"""The one page of every declared book."""
