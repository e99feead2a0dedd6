"""The engine of elearn: values in, values out; it knows nothing of the web, the database or the clock."""
