"""Sentences: full text over all that is said, and the saved questions that a sentence asks."""
