"""Stock Rasa bots to compare ours with."""
