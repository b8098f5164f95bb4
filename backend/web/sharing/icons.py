"""The icon as PNG for phones that take no SVG: ``python -m backend.web.sharing.icons``.

Drawn by Typst from the one SVG, so that there is one drawing to change.
"""

from pathlib import Path

import typst

WEB = Path(__file__).parents[1]
STATIC = WEB / "static"
SIZES = (192, 512)
"""In pixels; what Android asks of whatever is put on its first screen."""


def main() -> None:
    """Write each icon beside the SVG."""
    for size in SIZES:
        (STATIC / f"icon-{size}.png").write_bytes(drawn(size))


def drawn(size: int) -> bytes:
    return typst.compile(
        WEB / "sharing" / "icon.typ",
        root=WEB,
        format="png",
        ppi=72.0,
        sys_inputs={"size": str(size)},
    )


if __name__ == "__main__":
    main()
