"""How docs/accuracy.md is made: pipelines trained side by side, ablations, plots and the document itself."""
