"""What is said of a thing: its record, passages, calls and figures, and what comes nearest to a sentence."""
