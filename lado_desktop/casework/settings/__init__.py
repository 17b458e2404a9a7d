"""A service's own settings: officers, posts, lists, words, letterhead."""
