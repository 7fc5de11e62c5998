"""Pictures, sound and film of questions: made safe, kept by their content, sealed for phones. Knows no game."""
