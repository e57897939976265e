"""Milliseconds in Chromium of a network that is not the product's: builds the page with it, in a copy, and measures it.

    python -m emotion.chromium --run NAME

../runs/NAME must hold `emotion.onnx` and `entry.json`, as `export` and `convert_mini_xception.py` write them. What is
measured goes to ../../tests/e2e/out/bench.json by the file's checksum, where `evaluate` finds it. Compiles the worker
anew: minutes. On a machine that does nothing else.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from emotion.export import ship
from emotion.runs import RUNS, read_json
from pipeline import MODELS

ROOT = MODELS.parent


def copy_to(folder):
    """What git knows of the repository, as it stands."""
    names = (
        subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    )
    for name in filter(None, names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
        shutil.copymode(ROOT / name, folder / name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", required=True, help="name of the run, a folder in runs/")
    run = parser.parse_args().run
    entry = read_json(run, "entry.json", f"export --run {run}")
    with tempfile.TemporaryDirectory(prefix="feelharmonic-") as folder:
        copy = Path(folder)
        copy_to(copy)
        ship((RUNS / run / entry["file"]).read_bytes(), entry, copy / "models")
        for command, where, extra in (
            (["make", "build"], copy, {}),
            (["node", "tests/e2e/bench.mjs", "--only", "faces"], ROOT, {"DIST": str(copy / "dist")}),
        ):
            if subprocess.run(command, cwd=where, env={**os.environ, **extra}).returncode:
                sys.exit(f"{' '.join(command)} failed")


if __name__ == "__main__":
    main()
