"""Scores a bot on questions whose right topics are known. Nothing of the bot imports it; it sees only what a user's program sees."""
