"""What several processes of the bot share: order in a conversation, limits, one writer at a time. Knows nothing of Rasa."""
