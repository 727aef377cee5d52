"""Questions: saved ones, with their header, parameters, wordings and golden answer; checks; and the binding of arguments."""
