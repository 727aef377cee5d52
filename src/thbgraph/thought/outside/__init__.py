"""Other people's names and identifiers: which entities they mean, and what outside sources say otherwise."""
