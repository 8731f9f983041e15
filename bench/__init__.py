"""Benchmarks: how long things take, and how that grows."""
