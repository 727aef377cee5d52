"""Why a statement is in the graph: the search for its shortest proof, and a check that trusts no search."""
