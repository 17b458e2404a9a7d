"""Reading files from others. They are untrusted and recognised by content."""
