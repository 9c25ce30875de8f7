"""Decisions that were learned from examples (`make learn`), and what they are made with at run time."""
