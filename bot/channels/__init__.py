"""Where people talk to the bot: one input gate, one way out, for every channel."""
