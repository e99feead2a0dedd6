"""The committee above: cells that joined it, by counts and shares only; no way leads down to a name."""
