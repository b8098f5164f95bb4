"""The sample: Thailand's Section 33 and what surrounds it, only where ``SAMPLE=1``."""

SAMPLE_PASSWORD = "sample-only-33"  # noqa: S105  # printed for everybody; it opens nothing elsewhere
