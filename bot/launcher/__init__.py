"""What `make run` does: content in, model trained when stale, both servers up, watched and stopped. Never imports Rasa."""
