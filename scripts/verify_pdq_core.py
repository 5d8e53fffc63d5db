"""Compares the core's PDQ with PyPI's pdqhash on the same pixels. Run by scripts/verify-pdq.

Every picture is hashed by pdqhash upright, in the seven other orientations on pixels that are
really turned (its own compute_dihedral only changes signs, which is an approximation), and after
the 512x512 sampling of the C++ tool. The picture reaches Presend as PGM or PPM.

Two things are held. The reference form, on luma added up in f64 as pdqhash does it, must be equal
to the bit on every picture. What the product computes (luma in f32, as the C++ tool does it, and
the streaming form) must be equal wherever products compare hashes and rounding does not decide:
quality at least 50, and a median that is no tie. A tie is a picture in which several values of
the spectrum lie on the median itself, as for a height of 8, where whole rows of it are zero; there
any two builds of PDQ differ. In drawn pictures of flat colours a step between two neighbours may be
a whole percent except for rounding, and then quality may differ by 1.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import pdqhash
from PIL import Image, ImageDraw

PACKAGED = "core/testdata"
PHOTOS = "core/testdata/photos"
VECTORS = "core/testdata/vectors.json"
SUFFIXES = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff"}
MATCHED_QUALITY = 50  # under this a hash is not compared by anybody
TIE_VALUES = 4  # so many values of the spectrum, the median among them, ...
TIE_WIDTH = 0.004  # ... this near to the median (in steps of luma) make it a tie
GROUPS = {
    "held": f"quality at least {MATCHED_QUALITY}, no tie: held to equal in 99.9 %, never over 2 bits",
    "tie": f"quality at least {MATCHED_QUALITY}, a tie: rounding decides bits, quality is held within 1",
    "weak": f"quality under {MATCHED_QUALITY}: no product compares it, quality is held within 1",
}
SIZES = [(64, 64), (63, 65), (127, 129), (128, 128), (511, 513), (512, 512), (5, 900), (1400, 6), (2047, 33)]
TURNS = {
    "upright": lambda a: a,
    "rotate90": lambda a: np.rot90(a, -1),
    "rotate180": lambda a: np.rot90(a, 2),
    "rotate270": lambda a: np.rot90(a, 1),
    "mirror": lambda a: a[:, ::-1],
    "flip": lambda a: a[::-1],
    "transpose": lambda a: a.swapaxes(0, 1),
    "transverse": lambda a: np.rot90(a.swapaxes(0, 1), 2),
}


def blobs(rng, width, height):
    """Soft spots of every size over a slope, with noise."""
    v, u = np.mgrid[0:height, 0:width].astype(np.float32)
    u, v = (u + 0.5) / width, (v + 0.5) / height
    picture = np.empty((height, width, 3), np.float32)
    picture[:] = rng.uniform(60, 200, 3)
    for _ in range(rng.integers(4, 24)):
        x, y, size = rng.uniform(), rng.uniform(), rng.uniform(0.02, 0.35)
        spot = np.clip(1 - ((u - x) ** 2 + (v - y) ** 2) / size**2, 0, None) ** 2
        picture += spot[..., None] * rng.uniform(-160, 160, 3)
    picture += rng.normal(0, rng.choice([0.5, 3, 12]), picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8)


def shapes(rng, width, height):
    """Hard-edged shapes, lines and letters, as on a screen."""
    image = Image.new("RGB", (width, height), tuple(int(c) for c in rng.integers(0, 256, 3)))
    draw = ImageDraw.Draw(image)
    for _ in range(rng.integers(8, 40)):
        x, y = rng.integers(0, width), rng.integers(0, height)
        w, h = rng.integers(1, max(2, width // 2)), rng.integers(1, max(2, height // 2))
        color = tuple(int(c) for c in rng.integers(0, 256, 3))
        box = [int(x), int(y), int(x + w), int(y + h)]
        kind = rng.integers(0, 4)
        if kind == 0:
            draw.rectangle(box, fill=color)
        elif kind == 1:
            draw.ellipse(box, fill=color)
        elif kind == 2:
            draw.line(box, fill=color, width=int(rng.integers(1, 9)))
        else:
            draw.text(box[:2], "PRESEND test 0123", fill=color)
    return np.asarray(image)


def noise(rng, width, height):
    """White noise: all detail is finer than the filter unless the picture is small."""
    return rng.integers(0, 256, (height, width, 3), dtype=np.uint8)


def waves(rng, width, height):
    """Crossing waves that bend, so that no spectrum is empty."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    u, v = x / width, y / height
    bands = []
    for _ in range(3):
        a, b, c, d = rng.uniform(-20, 20, 4)
        bands.append(127.5 + 70 * np.sin(a * u + b * v * v + d) + 50 * np.cos(c * v + a * u * u))
    return np.clip(np.stack(bands, 2), 0, 255).astype(np.uint8)


def photo(rng, width, height):
    """A packaged photograph, cropped and scaled, through one of the modes that pictures come in."""
    files = packaged(PHOTOS)
    image = Image.open(files[rng.integers(len(files))]).convert("RGB")
    left, top = rng.uniform(0, 0.3, 2)
    box = (int(left * image.width), int(top * image.height), image.width, image.height)
    image = image.crop(box).resize((width, height), Image.Resampling.LANCZOS)
    return np.asarray(image.convert(rng.choice(["RGB", "L", "P", "CMYK", "YCbCr"])).convert("RGB"))


def flat(rng, width, height):
    """One color, or almost."""
    picture = np.empty((height, width, 3), np.uint8)
    picture[:] = rng.integers(0, 256, 3)
    picture[: height // 3, : width // 5] ^= np.uint8(rng.integers(0, 2))
    return picture


def packaged(folder):
    files = sorted(pathlib.Path(folder).rglob("*"))
    return [path for path in files if path.suffix.lower() in SUFFIXES]


def pictures(count):
    """Yields (name, pixels): the packaged pictures as they are, then generated ones."""
    for path in packaged(PACKAGED):
        try:
            yield path.name, np.asarray(Image.open(path).convert("RGB"))
        except OSError:
            print(f"not a picture for Pillow, left out: {path}")
    kinds = [blobs, shapes, photo, waves, photo, blobs, noise, photo, shapes, flat]
    for seed in range(count):
        rng = np.random.default_rng(seed)
        longest = 1600 if seed % 20 == 0 else 900
        size = SIZES[seed // 7 % len(SIZES)] if seed % 7 == 0 else tuple(rng.integers(5, longest, 2))
        kind = kinds[seed % len(kinds)]
        pixels = kind(rng, int(size[0]), int(size[1]))
        yield f"{kind.__name__}-{seed}", pixels[..., :1] if seed % 4 == 1 else pixels


def write(path, pixels):
    height, width, bands = pixels.shape
    head = f"{'P6' if bands == 3 else 'P5'}\n{width} {height}\n255\n"
    path.write_bytes(head.encode() + np.ascontiguousarray(pixels).tobytes())


def prescaled(pixels):
    height, width = pixels.shape[:2]
    if max(height, width) <= 512:
        return pixels
    place = np.arange(512)
    return pixels[place * height // 512][:, place * width // 512]


def theirs(pixels):
    rgb = np.ascontiguousarray(np.repeat(pixels, 3, 2) if pixels.shape[2] == 1 else pixels)
    bits, quality = pdqhash.compute(rgb)
    spectrum, _ = pdqhash.compute_float(rgb)
    near = np.abs(spectrum - np.sort(spectrum)[127]) < TIE_WIDTH
    is_tie = near.sum() >= TIE_VALUES
    group = "weak" if quality < MATCHED_QUALITY else "tie" if is_tie else "held"
    return bits.astype(bool), quality, group


class Tally:
    def __init__(self):
        self.hashes = self.equal = self.same_quality = self.most = self.quality_apart = 0

    def add(self, ours, bits, quality):
        text, our_quality = ours.split(",")
        got = np.unpackbits(np.frombuffer(bytes.fromhex(text), np.uint8)).astype(bool)
        distance = int((got != bits).sum())
        self.hashes += 1
        self.equal += distance == 0
        self.most = max(self.most, distance)
        self.same_quality += int(our_quality) == quality
        self.quality_apart = max(self.quality_apart, abs(int(our_quality) - quality))

    def holds(self):
        fewest = min(self.equal, self.same_quality)
        return 999 * self.hashes <= 1000 * fewest and self.most <= 2 and self.quality_apart <= 1

    def is_equal_to_the_bit(self):
        return self.hashes == self.equal == self.same_quality

    def row(self, name):
        return f"{name:<34} {self.hashes:>7} {self.equal:>9} {self.most:>10} {self.same_quality:>13}"


def drawn(vector):
    """The picture of a vector, by the formula that the file states."""
    y, x = np.mgrid[0 : vector["height"], 0 : vector["width"]]
    bands = []
    for ax, ay, q, p in vector["channels"]:
        bands.append(np.abs((ax * x + ay * y + x * y // q) % (2 * p) - p) * 255 // p)
    return np.stack(bands, 2).astype(np.uint8)


def stale_vectors():
    """Vectors of the repository that pdqhash does not confirm."""
    for vector in json.loads(pathlib.Path(VECTORS).read_text())["pdq"]["pictures"]:
        pixels = drawn(vector)
        for name, wanted in [*vector["pdq"].items(), ("pdq512", vector["pdq512"])]:
            bits, quality, _ = theirs(turned(name, pixels))
            text = np.packbits(bits).tobytes().hex()
            if quality != wanted["quality"] or wanted["hash"] not in (None, text):
                yield f"vector {vector['name']}, {name}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--pictures", type=int, default=320, help="how many to generate (320)")
    parser.add_argument("--keep", help="write the pictures into this folder and leave them there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(options.keep or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        sys.exit(compare(options, folder))


def compare(options, folder):
    compared = {path: pixels for path, pixels in written(folder, options.pictures)}
    listed = "".join(f"{path}\n" for path in compared)
    run = subprocess.run([options.program], input=listed, stdout=subprocess.PIPE, text=True, check=True)
    lines = [line.split("\t") for line in run.stdout.splitlines()]
    columns = lines[0][1:]
    exact = Tally()
    groups = {group: {name: Tally() for name in columns[1:]} for group in GROUPS}
    for path, *hashes in lines[1:]:
        pixels = compared.pop(path)
        for name, ours in zip(columns, hashes, strict=True):
            bits, quality, group = theirs(turned(name, pixels))
            tally = exact if name == "same_luma" else groups[group][name]
            tally.add(ours, bits, quality)
    return report(exact, groups, missing=len(compared))


def written(folder, count):
    for name, pixels in pictures(count):
        path = str(folder / f"{name}.pnm")
        write(pathlib.Path(path), pixels)
        yield path, pixels


def turned(name, pixels):
    if name in ("same_luma", "reference"):
        return pixels
    return prescaled(pixels) if name in ("reference512", "pdq512") else TURNS[name](pixels)


def report(exact, groups, missing):
    head = f"{'':<34} {'hashes':>7} {'0 bits':>9} {'most bits':>10} {'same quality':>13}"
    print(f"{exact.hashes} pictures, pdqhash {pdqhash.__version__}\nevery picture, on the same f32 luma\n{head}")
    print(exact.row("reference form"))
    failed = []
    for group, title in GROUPS.items():
        print(f"\n{title}\n{head}")
        for name, tally in groups[group].items():
            print(tally.row(name))
            holds = tally.holds() if group == "held" else tally.quality_apart <= 1
            failed += [] if holds else [f"{name}, {title}"]
    failed += [] if exact.is_equal_to_the_bit() else ["the reference form on the same luma"]
    failed += stale_vectors()
    failed += ["pictures without an answer"] if missing or not groups["held"]["reference"].hashes else []
    for what in failed:
        print(f"FAILED: {what}")
    held_hashes = sum(tally.hashes for tally in [exact, *groups["held"].values()])
    equal = sum(tally.equal for tally in [exact, *groups["held"].values()])
    print(f"{equal} of {held_hashes} held hashes are equal to the bit")
    # The count of the whole comparison comes last, from verify_pdq.py.
    print(f"the core: {equal} equal, {len(failed)} groups with a difference")
    return 1 if failed else 0


if __name__ == "__main__":
    main()
