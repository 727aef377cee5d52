"""Rendering: results written, one module for each way of writing; `results.formats` names them by kind."""
