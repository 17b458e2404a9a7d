"""Undo, history and the bin."""
