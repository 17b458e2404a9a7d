"""Hiding the record from others: the lock, the cover, the clipboard, screen captures."""
