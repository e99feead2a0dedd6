"""What readers and writers of formats promise."""
