"""Letters, e-mails and calendar entries: their words."""
