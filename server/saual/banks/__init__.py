"""Question banks: formats of files, the check that a teacher reads, drafts and their judge, the shelf that ships."""
