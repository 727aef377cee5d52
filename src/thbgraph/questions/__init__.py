"""Questions: saved ones, with their header, parameters, words and golden answer; checks; and the binding of arguments."""
