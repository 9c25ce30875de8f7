"""A package, so that tests share helpers (another package called tests may be installed)."""
