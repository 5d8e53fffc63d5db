"""Compares `presend hash --json --orientations` with PyPI's pdqhash: hash and quality.

Usage: verify_pdq.py PRESEND [FILE...]   (files of your own are compared too: what Pillow can open)

Every picture is saved as PNG, so that both sides see the same pixels. Hash and quality of the upright
picture must be equal. Each of the eight orientations is compared with pdqhash on really turned pixels.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
import pdqhash
from PIL import Image, ImageDraw

PHOTOS = Path(__file__).parent.parent / "core/testdata/photos"
EDGES = [5, 6, 63, 64, 65, 127, 128, 129, 511, 512, 513]
TURNS = {
    "rotate90": Image.Transpose.ROTATE_270,  # Pillow turns counter-clockwise, the name means clockwise
    "rotate180": Image.Transpose.ROTATE_180,
    "rotate270": Image.Transpose.ROTATE_90,
    "mirror": Image.Transpose.FLIP_LEFT_RIGHT,
    "flip": Image.Transpose.FLIP_TOP_BOTTOM,
    "transpose": Image.Transpose.TRANSPOSE,
    "transverse": Image.Transpose.TRANSVERSE,
}


def drawn(rng, width, height):
    """Shapes over a cloud of noise: structure at every scale."""
    coarse = rng.integers(0, 256, (7, 9, 3), dtype=numpy.uint8)
    picture = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = rng.integers(0, width), rng.integers(0, height)
        w, h = rng.integers(1, width // 2 + 2), rng.integers(1, height // 2 + 2)
        colour = tuple(int(c) for c in rng.integers(0, 256, 3))
        (pen.ellipse if rng.random() < 0.5 else pen.rectangle)([int(x), int(y), int(x + w), int(y + h)], fill=colour)
    return picture


def pictures(files):
    """(name, picture as RGB, mode it is saved in)"""
    rng = numpy.random.default_rng(1)
    sizes = [(w, h) for w in EDGES for h in EDGES]
    sizes += [tuple(int(s) for s in rng.integers(5, 1200, 2)) for _ in range(120)]
    sizes += [(5000, 31), (31, 5000), (2048, 1536)]
    for width, height in sizes:
        yield f"drawn {width}x{height}", drawn(rng, width, height), "RGB"
    for path in sorted(PHOTOS.glob("*.jpg")) + [Path(f) for f in files]:
        photo = Image.open(path).convert("RGB")
        yield path.name, photo, "RGB"
        yield path.name, photo.convert("L").convert("RGB"), "L"
        yield path.name, photo.quantize(64).convert("RGB"), "P"
        for percent in (17, 33, 50, 66, 71, 90, 140):
            size = [max(5, side * percent // 100) for side in photo.size]
            yield f"{path.name} at {percent} %", photo.resize(size, Image.Resampling.LANCZOS), "RGB"


def reference(picture):
    bits, quality = pdqhash.compute(numpy.ascontiguousarray(picture))
    return "".join(f"{b:02x}" for b in numpy.packbits(bits)), int(quality)


def distance(a, b):
    return (int(a, 16) ^ int(b, 16)).bit_count()


def ours(presend, paths):
    done = subprocess.run(
        [presend, "hash", "--json", "--orientations", *paths], capture_output=True, text=True, check=False
    )
    lines = {}
    for line in done.stdout.splitlines():
        answer = json.loads(line)
        lines[answer["file"]] = answer
    return lines


def save(picture, mode, path):
    if mode == "P":
        picture = picture.quantize(256)
        kept = picture.convert("RGB")
    else:
        kept = picture
        picture = picture.convert(mode)
    picture.save(path)
    return kept


def main():
    presend, *files = sys.argv[1:]
    passed = failed = 0
    turned = {0: 0}
    with tempfile.TemporaryDirectory() as folder:
        seen = {}
        for number, (name, picture, mode) in enumerate(pictures(files)):
            path = f"{folder}/{number:04}.png"
            seen[path] = (f"{name} ({mode})", save(picture, mode, path))
        answers = ours(presend, list(seen))
        for path, (name, picture) in seen.items():
            parts = answers.get(path, {}).get("parts") or []
            if len(parts) != 1:
                failed += 1
                print(f"{name}: not hashed: {answers.get(path, {}).get('undecided')}")
                continue
            want, want_quality = reference(picture)
            got, got_quality = parts[0]["pdq"], parts[0]["pdq_quality"]
            if (got, got_quality) == (want, want_quality):
                passed += 1
            else:
                failed += 1
                print(f"{name}: {distance(got, want)} bits apart, quality {got_quality} against {want_quality}")
            for turn, transpose in TURNS.items():
                bits, quality = reference(picture.transpose(transpose))
                if quality >= 50:
                    apart = distance(parts[0]["orientations"][turn], bits)
                    turned[apart] = turned.get(apart, 0) + 1
    print("orientations against really turned pixels, quality 50 and over (bits apart: how many):")
    print("  " + ", ".join(f"{bits}: {count}" for bits, count in sorted(turned.items())))
    if max(turned) > 2 or turned[0] < 0.999 * sum(turned.values()):
        failed += 1
    else:
        passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or passed < 300 else 0


if __name__ == "__main__":
    sys.exit(main())
