"""Pure functions on strings: page layout, dates, names."""
