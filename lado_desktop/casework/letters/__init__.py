"""Letters, e-mails and calendar entries, as they are said."""
