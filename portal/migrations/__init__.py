"""The databases' shapes over time: a chain for main, one for vault; the session store is made at start."""
