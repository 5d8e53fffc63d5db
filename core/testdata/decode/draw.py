"""Draws the pictures of this folder that no Rust encoder makes. Needs Pillow and tifffile.

The tests know the same drawings by heart: change both or neither.
"""

import numpy
import tifffile
from PIL import Image, ImageDraw


def fields(grays, mode="RGB", transparent=None):
    """Four flat gray fields, 24x16 each; `transparent` is the number of a field left out."""
    picture = Image.new(mode, (48, 32))
    for i, gray in enumerate(grays):
        box = (i % 2 * 24, i // 2 * 16, i % 2 * 24 + 24, i // 2 * 16 + 16)
        alpha = (0,) if i == transparent else (255,)
        picture.paste((gray, gray, gray) + (alpha if mode == "RGBA" else ()), box)
    return picture


frames = [
    fields([20, 90, 160, 230], "RGBA"),
    fields([230, 160, 90, 20], "RGBA"),
    fields([60, 0, 120, 200], "RGBA", transparent=1),
]
frames[0].save(
    "lossy_fields.webp",
    save_all=True,
    append_images=frames[1:],
    duration=80,
    lossless=False,
    quality=60,
    method=4,
    kmax=1,
)

slope = Image.new("RGB", (64, 64))
slope.putdata([(x * 4, y * 4, (x * y) % 256) for y in range(64) for x in range(64)])
slope.save("lossy_slope.webp", lossless=False, quality=60, method=4)

# A busy half and lines: libwebp gives them codes of their own. The tests do not know its pixels.
groups = Image.new("RGB", (48, 32), "white")
lines = ImageDraw.Draw(groups)
for y in range(0, 32, 6):
    lines.line((0, y, 47, 31 - y), fill=(y * 3, 0, 200 - y))
for x, y in ((x, y) for x in range(24) for y in range(32)):
    mixed = x * x * 7 + y * y * 13 + x * y * 5
    groups.putpixel((x, y), ((mixed >> 3) % 64 * 4, x * 5, y * 3))
groups.save("lossless_groups.webp", lossless=True, quality=100, method=6)

grays = [20, 90, 160, 230]
fields(grays).quantize(4).save("palette_lzw.tif", compression="tiff_lzw")
fields(grays).convert("YCbCr").save("ycbcr.tif", compression="packbits")
bilevel = fields([0, 255, 255, 0]).convert("1", dither=Image.Dither.NONE)
bilevel.save("bilevel_group4.tif", compression="group4")

# Black ink alone, so that every formula for CMYK gives the same gray.
nothing = Image.new("L", (48, 32), 0)
black = fields([255 - gray for gray in grays]).convert("L")
cmyk = Image.merge("CMYK", (nothing, nothing, nothing, black))
cmyk.save("cmyk_deflate.tif", compression="tiff_adobe_deflate")

tifffile.imwrite(
    "tiled_predicted.tif",
    numpy.asarray(fields(grays)),
    photometric="rgb",
    tile=(16, 32),
    compression="zlib",
    predictor=True,
)

# A row for every run that has a code of its own: as many white pixels, then one black pixel more.
lengths = list(range(64)) + list(range(64, 2561, 64))
runs = Image.new("1", (2700, len(lengths)), 1)
for y, length in enumerate(lengths):
    runs.paste(0, (length, y, min(2 * length + 1, 2700), y + 1))
for name, compression, options in (
    ("rows", "tiff_ccitt", {}),
    ("group3", "group3", {}),
    # Two-dimensional, end-of-line codes brought to whole bytes.
    ("group3_2d", "group3", {292: 5}),
    ("group4", "group4", {}),
):
    runs.save(f"fax_runs_{name}.tif", compression=compression, tiffinfo=options)
