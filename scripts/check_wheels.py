"""Ask pip whether every pin has a wheel for every Python and platform, and print what lacks: `make wheels`.

For Python 3.12 and 3.15 alone: `python scripts/check_wheels.py 3.12 3.15`. Nothing is installed, and nothing downloaded
but what pip needs to know a wheel.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.markers import Marker

# These have no wheel for macOS and Windows: they are built there, without a compiler in plain Python.
BUILT = {"rcssmin", "rjsmin"}
ROOT = Path(__file__).resolve().parent.parent
# What the markers of requirements.txt ask for, and the tags of wheels that run there.
PLATFORMS = {
    "Linux": (
        {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
        ["manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
    ),
    "macOS": (
        {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
        ["macosx_14_0_arm64", "macosx_13_0_arm64", "macosx_12_0_arm64", "macosx_11_0_arm64"],
    ),
    "Windows": ({"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"}, ["win_amd64"]),
}


def pins(text: str, python: str, platform: str) -> list[str]:
    r"""Return the pins of a requirements.txt that hold for a Python and a platform.

    Examples
    --------
    >>> text = "numpy==2.4.6\n    # via scipy\nappnope==1.0.0 ; sys_platform == 'darwin'\n"
    >>> pins(text, "3.12", "Linux"), pins(text, "3.12", "macOS")
    (['numpy==2.4.6'], ['numpy==2.4.6', 'appnope==1.0.0'])
    """
    markers = {**PLATFORMS[platform][0], "python_version": python, "python_full_version": f"{python}.0"}
    found = re.findall(r"^([\w.-]+==[^\s;]+)(?: ; (.+))?$", text, re.MULTILINE)
    return [pin for pin, marker in found if not marker or Marker(marker).evaluate(markers)]


def lacks(asked: list[str], python: str, platform: str) -> dict[str, str]:
    """Return the pins of which pip has no wheel, each with what pip says."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--disable-pip-version-check", "--ignore-installed", "--python-version", python]
    for tag in PLATFORMS[platform][1]:
        command += ["--platform", tag]
    found, left = {}, list(asked)
    with tempfile.TemporaryDirectory() as folder:
        while left:  # pip stops at the first that lacks
            done = subprocess.run(
                [*command, "--target", folder, *left],
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
            if done.returncode == 0:
                break
            words = re.search(r"ERROR: .*?([\w.-]+==[^\s;,]+).*", done.stderr)
            if words is None or words[1] not in left:
                raise RuntimeError(done.stderr)  # no network, for instance
            found[words[1]] = words[0].removeprefix("ERROR: ")
            left.remove(words[1])
    return found


def main() -> int:
    """Ask for every pin, Python and platform; return how many lack."""
    text, missing = (ROOT / "requirements.txt").read_text("utf-8"), 0
    for python in sys.argv[1:]:
        for platform in PLATFORMS:
            asked = [pin for pin in pins(text, python, platform) if pin.partition("==")[0] not in BUILT]
            found = lacks(asked, python, platform)
            missing += len(found)
            print(f"Python {python}, {platform}: {len(asked)} pins, {len(found)} without a wheel", flush=True)
            for pin, words in found.items():
                print(f"  {pin}: {words[:160]}")
    return missing


if __name__ == "__main__":
    sys.exit(bool(main()))
