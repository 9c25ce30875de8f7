"""The web channel: Socket.IO with a REST fallback, signed sessions, feedback, and the widget's own pages."""
