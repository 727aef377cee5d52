"""Treaties: dated acts, reports and rules, and the status of states that follows from them on any day."""
