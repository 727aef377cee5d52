"""Checking: every fault of the sources, shapes, questions, links and golden answers, as findings."""
