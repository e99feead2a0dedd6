"""How each type of question is written: its form's fields (specs.py), and what a field is (fields.py)."""
