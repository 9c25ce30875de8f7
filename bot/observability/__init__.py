"""What an operator sees: metrics, logs, request ids. None of it holds what people write, or who they are. Knows nothing of Rasa."""
