"""Whether a reply costs more as things grow."""
