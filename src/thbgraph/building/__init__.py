"""Building: where the sources lie, and how they become a store in the cache."""
