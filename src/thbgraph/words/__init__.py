"""Words: errors, namespaces, terms, dates and tokens. Values only; nothing here opens a file."""
