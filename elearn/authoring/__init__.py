"""Writing topics: drafts in parts, checked and published by the cell that reads them."""
