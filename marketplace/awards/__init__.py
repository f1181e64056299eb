"""Awards: the history of orders, imported or won here."""
