"""The manual beside the page: its text, how it looks, where it opens."""
