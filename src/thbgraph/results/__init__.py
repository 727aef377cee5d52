"""Results: the values that every door gets (rows, citations, proofs, statuses, conflicts), and their written forms."""
