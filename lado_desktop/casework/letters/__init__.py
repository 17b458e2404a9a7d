"""The words of letters, e-mails and calendar entries."""
