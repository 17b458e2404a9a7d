"""Reading the audit, and writing the events that change no record."""
