"""The evidence behind the rows of an answer: what they rest on, and asking again to see that it is enough."""
