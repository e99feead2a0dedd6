"""The web application: everything that meets HTTP, the database or the clock."""
