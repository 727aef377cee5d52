"""Readers: each claims an answer to a sentence that is read, with the words that it has taken; a judge chooses."""
