"""Taking back what was done: undo, history, the bin."""
