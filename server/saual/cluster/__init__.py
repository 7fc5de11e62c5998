"""What several processes have to know of each other, over Redis: who is there, and what one wants the others to hear."""
