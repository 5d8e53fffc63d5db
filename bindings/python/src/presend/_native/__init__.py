"""What scripts/generate-python puts here: the module that UniFFI generates, and the library that it calls."""
