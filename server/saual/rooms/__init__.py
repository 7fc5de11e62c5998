"""The shell around the pure rooms: it tails the log, folds, sends, and keeps time. Knows no HTTP and no disk format."""
