"""What is kept for good: the record of played games, and who may steer. Not the live log."""
