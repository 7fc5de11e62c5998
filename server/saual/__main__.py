"""Lets `python -m saual` do what the command `saual` does; knows nothing else."""

from saual.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
