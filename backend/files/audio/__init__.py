"""Recordings: the container is read to its end, and only what sounds is carried over."""
