"""File formats: TriG, CSVW tables, SSSOM links, questions, checks and golden answers, read into values and written back."""
