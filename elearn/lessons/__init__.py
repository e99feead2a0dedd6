"""Reading a topic, card by card."""
