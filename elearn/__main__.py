"""`python -m elearn` is the command `elearn`."""

from elearn.cli import main

main(prog_name="elearn")
