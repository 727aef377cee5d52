"""Exports: the statements that an export holds, and the description of the dataset."""
