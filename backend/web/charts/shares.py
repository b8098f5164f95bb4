"""Shares of a whole, as SVG wants them whatever the language writes for a decimal point."""


def percent(part: float, *, of: float) -> str:
    """Return "62.5%"; nothing of nothing is nothing."""
    return f"{100 * part / of:.1f}%" if of else "0%"
