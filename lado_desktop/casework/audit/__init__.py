"""The audit as it is read, and what is written into it beside changes."""
