"""What things are to one another: sentences by patterns of their words, asked of the relations that are recorded."""
