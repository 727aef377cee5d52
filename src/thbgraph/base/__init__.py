"""Base: errors, namespaces, terms, dates, days, tokens, names and findings. Values only; nothing here opens a file."""
