"""What a member sees first: the home page, the catalogue and a topic's page."""
