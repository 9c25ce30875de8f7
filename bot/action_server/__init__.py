"""The action server as we run it: rasa-sdk's, with request ids, metrics, readiness, and errors that repeat nothing of a request."""
