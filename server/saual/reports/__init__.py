"""Reports: from a finished game to figures, tables and files. Pure; knows no database and no page."""
