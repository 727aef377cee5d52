"""Workers: processes forked over one graph in memory, which can be stopped and ended at any moment."""
