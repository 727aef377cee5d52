"""Evidence: the statements behind each row of an answer, and replaying the query over them alone."""
