"""Base: the home, errors, namespaces, terms, dates, days, tokens, names and findings. Values only; nothing here opens a file but home.toml."""
