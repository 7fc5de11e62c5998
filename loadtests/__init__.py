"""Load on a real server from a process of its own, and figures of what it costs: `python3 run.py bench`."""
