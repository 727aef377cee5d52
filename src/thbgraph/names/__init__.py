"""Names: from names as people type them to IRIs, and from IRIs to labels."""
