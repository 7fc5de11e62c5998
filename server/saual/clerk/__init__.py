"""Work on files of banks in a process of its own, so that no file can make a running lesson wait."""
