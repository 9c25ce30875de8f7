"""Training without what it does not need: `python -m bot.server.training`."""
