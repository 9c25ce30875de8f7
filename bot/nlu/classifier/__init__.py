"""The classifier behind the graph components: kernels, closed-form training, calibration. Knows nothing of Rasa."""
