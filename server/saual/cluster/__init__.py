"""What several processes have to know of each other, over Redis: who is there, and what one tells the others."""
