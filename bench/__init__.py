"""Measurements: speed, memory and growth. Timings live here and never in tests; docs/performance.md shows what was measured."""
