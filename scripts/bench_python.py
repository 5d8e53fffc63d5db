"""Measures the Python package: processor time a picture, and what Spark adds.

Usage: bench_python.py PRESEND PHOTOS
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
import pdqhash
from PIL import Image

import presend

SIZES = {"12 megapixels": (4000, 3000, 8), "2 megapixels": (1632, 1224, 30)}
# What Pillow is told for each other format.
FORMATS = {"png": {}, "webp": {"quality": 90}, "gif": {}, "tiff": {"compression": "tiff_lzw"}, "bmp": {}}
ROUNDS = 5

# A worker: the most memory of a process that has the package, and of the same after it hashed the files given, in KiB.
# The peak that getrusage tells is the parent's too: the system's own is asked for (Linux alone).
WORKER = """
import pathlib, re, sys, presend, presend.columns
most = lambda: int(re.search(r"VmHWM:\\s*(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
before = most()
for path in sys.argv[1:]:
    assert presend.columns.hash_row(path, path, None)["pictures"]
print(before, most())
"""


def processor_seconds(who):
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def best(work, who=resource.RUSAGE_SELF):
    """The least processor time of some rounds, in seconds."""
    took = []
    for _ in range(ROUNDS):
        before = processor_seconds(who)
        work()
        took.append(processor_seconds(who) - before)
    return min(took)


def photos(folder, place, width, height, count):
    """Photographs brought to this size, with a grain so that they are no easier to decode than a camera's."""
    sources = sorted(folder.glob("*.jpg"))
    rng = numpy.random.default_rng(7)
    for number in range(count):
        picture = Image.open(sources[number % len(sources)]).convert("RGB").resize((width, height), Image.Resampling.BICUBIC)
        grain = rng.normal(0, 4, (height, width, 1))
        grained = numpy.clip(numpy.asarray(picture, dtype=numpy.float32) + grain, 0, 255).astype(numpy.uint8)
        path = place / f"{width}-{number:02}.jpg"
        Image.fromarray(grained).save(path, quality=90)
        yield path


def reference(paths):
    for path in paths:
        pdqhash.compute(numpy.asarray(Image.open(path).convert("RGB")))


def ours(paths):
    for path in paths:
        presend.hash(path)


def command(presend_command, paths):
    subprocess.run([presend_command, "hash", "--json", *paths], stdout=subprocess.DEVNULL, check=True)


def compared(presend_command, folder, place):
    for name, (width, height, count) in SIZES.items():
        paths = list(photos(folder, place, width, height, count))
        each = 1000 / count
        here = best(lambda paths=paths: ours(paths)) * each
        there = best(lambda paths=paths: command(presend_command, paths), resource.RUSAGE_CHILDREN) * each
        pillow = best(lambda paths=paths: reference(paths)) * each
        size = sum(path.stat().st_size for path in paths) / count / 1e6
        print(f"{name} ({size:.1f} MB each), ms of processor time a picture: Python {here:.1f}, command line {there:.1f} "
              f"(ratio {here / there:.2f}), pdqhash with Pillow {pillow:.1f} (ratio {pillow / here:.1f}); "
              f"{3600_000 / here:,.0f} pictures a core-hour")


def by_format(folder, place):
    """The pictures of 2 megapixels again, in other formats; and what a worker holds, by 12 megapixels of each."""
    width, height, _ = SIZES["2 megapixels"]
    sources = list(photos(folder, place, width, height, 6))
    large = next(photos(folder, place, *SIZES["12 megapixels"][:2], 1))
    memory(large)
    for name, options in FORMATS.items():
        paths = [converted(path, name, options) for path in sources]
        each = best(lambda paths=paths: ours(paths)) * 1000 / len(paths)
        size = sum(path.stat().st_size for path in paths) / len(paths) / 1e6
        print(f"2 megapixels as {name} ({size:.1f} MB each): {each:.1f} ms of processor time a picture; {3600_000 / each:,.0f} a core-hour")
        memory(converted(large, name, options))


def converted(path, name, options):
    made = path.with_suffix(f".{name}")
    Image.open(path).save(made, **options)
    return made


def memory(path):
    done = subprocess.run([sys.executable, "-c", WORKER, path], capture_output=True, text=True, check=True)
    before, most = (int(kib) / 1024 for kib in done.stdout.split())
    size = path.stat().st_size / 2**20
    print(f"A worker that hashes 12 megapixels as {path.suffix[1:]} of {size:.1f} MiB: {most:.0f} MiB at most, {before:.0f} before")


def on_spark(folder, place):
    from pyspark.sql import SparkSession

    from presend import spark
    from presend.columns import hash_row

    some = list(photos(folder, place, 320, 240, 200))
    paths = [str(one) for one in some] * 20
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    frame = session.createDataFrame([(one,) for one in paths], "path string").repartition(8).cache()
    frame.count()
    took = []
    for _ in range(4):
        began = time.monotonic()
        spark.hash_files(frame).selectExpr("count(sha256)", "sum(size(pictures))").collect()
        took.append(time.monotonic() - began)
    library = best(lambda: [hash_row(one, one, None) for one in paths])
    cores = 2 * min(took[1:])
    print(f"Spark local[2], {len(paths)} pictures of 320x240: {min(took[1:]):.2f} s ({took[0]:.2f} s the first time); the library "
          f"alone {library:.2f} s of processor time; so at most {1000 * (cores - library) / len(paths):.2f} ms a picture more")
    session.stop()


def indexed():
    rng = numpy.random.default_rng(9)
    entries, queries = (rng.integers(0, 256, (count, 32), dtype=numpy.uint8).tobytes() for count in (1_000_000, 2_000))
    began = time.monotonic()
    index = presend.NearIndex(entries)
    built = time.monotonic()
    list(index.within(queries, 31))
    print(f"A million hashes: index in {built - began:.1f} s, {1000 * (time.monotonic() - built) / 2_000:.3f} ms a query within 31 bits")


def main():
    presend_command, folder = sys.argv[1], Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as place:
        compared(presend_command, folder, Path(place))
        by_format(folder, Path(place))
        indexed()
        on_spark(folder, Path(place))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"Most memory of this process: {most} MiB")


if __name__ == "__main__":
    main()
