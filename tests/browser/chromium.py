"""Find Chromium, or install it where that needs nobody: ``python -m tests.browser.chromium``.

``CHROMIUM`` names one that is not on the PATH.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-core")
"""The browser, and letters for Thai and Burmese."""
PATIENCE_SECONDS = 600


def where() -> str | None:
    """Return the path of the browser, if there is one."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    """Say nothing where there is a browser; else install one, or say in one line why not."""
    if where():
        return 0
    why_not = install()
    if where():
        return 0
    print(f"No Chromium was found (CHROMIUM=/path/to/it names one); {why_not}.", flush=True)
    return 1


def install() -> str:
    """Install by the system's own packages; return why that went wrong."""
    if not shutil.which("apt-get"):
        return "it is installed by itself on Debian and its kin only"
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if rights and not (shutil.which("sudo") and _done([*rights, "true"])):
        return f"installing it needs root: apt-get install {' '.join(PACKAGES)}"
    print(
        f"Installing {' and '.join(PACKAGES)} by apt-get, for the tests in a browser.", flush=True
    )
    quiet = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    _done([*quiet, "update"])  # an older list may still do
    done = _done([*quiet, "install", "--yes", "--no-install-recommends", *PACKAGES])
    return "apt-get brought none" if done else "apt-get failed"


def _done(command: list[str]) -> bool:
    try:
        outcome = subprocess.run(
            command, check=False, capture_output=True, timeout=PATIENCE_SECONDS
        )
    except subprocess.TimeoutExpired:
        return False
    return outcome.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
