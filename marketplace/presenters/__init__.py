"""Pure functions between data and templates: numbers, money, dates, names, words for states."""
