"""Why an answer is empty: which smallest part of a query fails, and what is wrong with it or its arguments."""
