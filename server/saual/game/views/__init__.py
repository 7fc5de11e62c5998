"""Who may see what: one view a role, from state to frames. All redaction is here and nowhere else."""
