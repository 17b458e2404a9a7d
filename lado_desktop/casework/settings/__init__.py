"""What a service settles for itself: officers, posts, lists, words, letterhead."""
