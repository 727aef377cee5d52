"""Evidence: what each row of an answer and each statement rests on, down to what passages and sources state."""
