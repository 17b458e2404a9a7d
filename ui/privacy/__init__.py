"""What keeps others from seeing the record: the lock, the cover, the clipboard, screen captures."""
