"""thbgraph: who does what against trafficking in human beings, every answer with the passage behind it."""

__version__ = "0.1.0"
