"""Status: dated acts, reports and rules of treaty law, and where each state stands under a treaty on any day."""
