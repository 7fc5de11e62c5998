"""Question banks as files: formats, the check that a teacher reads, and the shelf of banks."""
