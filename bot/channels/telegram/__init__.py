"""The Telegram channel: webhook or long polling, one durable inbox, one answer for one message."""
