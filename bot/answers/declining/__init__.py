"""Whether a message wants what only a professional decides: rules over wordings propose, a learned verdict decides (decision 0017)."""
