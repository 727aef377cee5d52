"""Reports: what readers come for, put together as values in which every fact has its marks."""
