"""Diagnosis: why an answer is empty."""
