"""Draws the seeds of the fuzz targets into core/fuzz/corpus. Run it with Pillow at hand:

    target/tools/verify-pdq-2/bin/python scripts/fuzz_corpus.py

Tiny drawn pictures, one for each form of a format, so that the fuzzer starts inside every decoder.
"""

import io
import shutil
import struct
import zipfile
from pathlib import Path

from PIL import Image, ImageDraw, features

CORPUS = Path(__file__).parent.parent / "core/fuzz/corpus"


def drawn(seed, mode="RGB", size=(24, 17)):
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    pen = ImageDraw.Draw(picture)
    pen.ellipse([2 + seed, 2, 14 + seed, 13], fill=(200, 40 * seed % 256, 30))
    pen.rectangle([0, 12, 6, 16], fill=(0, 90, 180))
    if mode in ("RGBA", "LA"):
        picture.putalpha(Image.radial_gradient("L").resize(size))
    return picture.convert(mode) if picture.mode != mode else picture


def deep(size=(24, 17)):
    return Image.frombytes("I;16", size, bytes(range(256)) * 3 + bytes(2 * size[0] * size[1] - 768))


def frames(mode, count=3):
    return [drawn(seed, mode) for seed in range(count)]


def encoded(picture, format, **options):
    out = io.BytesIO()
    picture.save(out, format, **options)
    return out.getvalue()


def animated(mode, format, **options):
    first, *rest = frames(mode)
    return encoded(first, format, save_all=True, append_images=rest, duration=[100, 70, 0], loop=0, **options)


def exif(tag):
    data = Image.Exif()
    data[0x0112] = tag
    return data.tobytes()


def jpeg():
    yield "baseline", encoded(drawn(1), "JPEG")
    yield "444", encoded(drawn(1), "JPEG", subsampling="4:4:4")
    yield "422", encoded(drawn(1), "JPEG", subsampling="4:2:2")
    yield "progressive", encoded(drawn(2), "JPEG", progressive=True)
    yield "restart", encoded(drawn(3), "JPEG", restart_marker_blocks=1)
    yield "gray", encoded(drawn(1, "L"), "JPEG")
    yield "cmyk", encoded(drawn(1, "CMYK"), "JPEG")
    yield "turned", encoded(drawn(1), "JPEG", exif=exif(6))
    yield "cut", encoded(drawn(1), "JPEG")[:-120]


def png():
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA"):
        yield mode.lower(), encoded(drawn(1, mode), "PNG")
    yield "p2", encoded(drawn(1).quantize(4), "PNG", bits=2)
    yield "p4", encoded(drawn(1).quantize(16), "PNG", bits=4, transparency=1)
    yield "l16", encoded(deep(), "PNG")
    yield "turned", encoded(drawn(1), "PNG", exif=exif(5))


def apng():
    yield "rgb", animated("RGB", "PNG")
    yield "rgba", animated("RGBA", "PNG", blend=1, disposal=1)
    yield "palette", animated("P", "PNG")


def gif():
    yield "still", encoded(drawn(1, "P"), "GIF")
    yield "flat", encoded(drawn(1, "P"), "GIF", interlace=0)
    yield "animated", animated("P", "GIF", disposal=2)
    yield "clear", encoded(drawn(1).quantize(16), "GIF", transparency=2)


def webp():
    yield "lossy", encoded(drawn(1), "WEBP", quality=60)
    yield "alpha", encoded(drawn(1, "RGBA"), "WEBP", quality=60)
    yield "lossless", encoded(drawn(1), "WEBP", lossless=True)
    yield "lossless_alpha", encoded(drawn(1, "RGBA"), "WEBP", lossless=True)
    yield "turned", encoded(drawn(1), "WEBP", exif=exif(8))


def animated_webp():
    yield "lossy", animated("RGB", "WEBP", quality=60)
    yield "lossless", animated("RGBA", "WEBP", lossless=True)


def bmp():
    for mode in ("1", "L", "P", "RGB", "RGBA"):
        yield mode.lower(), encoded(drawn(1, mode), "BMP")
    palette = b"".join(bytes([v * 17, v * 16, v * 15, 0]) for v in range(16))
    rle = bytes([5, 0x12, 0, 4, 0x34, 0x56, 0, 2, 1, 1, 9, 0x77, 0, 0, 3, 0x99, 0, 1])
    head = struct.pack("<IiiHHIIiiII", 40, 16, 4, 1, 4, 2, len(rle), 0, 0, 16, 0)
    yield "rle4", b"BM" + struct.pack("<IHHI", 54 + 64 + len(rle), 0, 0, 54 + 64) + head + palette + rle
    core = struct.pack("<IHHHH", 12, 16, 2, 1, 4) + palette[:48] + bytes(range(16))
    yield "os2", b"BM" + struct.pack("<IHHI", 14 + len(core), 0, 0, 26 + 48) + core


def ico():
    yield "png", encoded(drawn(1, "RGBA"), "ICO", sizes=[(16, 16), (24, 17)])
    yield "bmp", encoded(drawn(1, "RGB"), "ICO", sizes=[(16, 16)], bitmap_format="bmp")
    yield "palette", encoded(drawn(1).quantize(16), "ICO", sizes=[(16, 16)], bitmap_format="bmp")


def pnm():
    for mode, name in (("1", "p4"), ("L", "p5"), ("RGB", "p6")):
        yield name, encoded(drawn(1, mode), "PPM")
    yield "l16", encoded(deep(), "PPM")
    yield "p1", b"P1\n# bits\n5 2\n0 1 0 1 1\n10101\n"
    yield "p2", b"P2 3 2 9\n0 1 2\n7 8 9\n"
    yield "p3", b"P3 2 1 255 1 2 3 250 251 252\n"
    yield "p7", b"P7\nWIDTH 2\nHEIGHT 1\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n" + bytes(range(8))


def qoi():
    yield "rgb", encoded(drawn(1), "QOI")
    yield "rgba", encoded(drawn(1, "RGBA"), "QOI")


def tga():
    for mode in ("L", "LA", "P", "RGB", "RGBA"):
        yield mode.lower(), encoded(drawn(1, mode), "TGA")
    for mode in ("L", "P", "RGB"):
        yield "rle_" + mode.lower(), encoded(drawn(1, mode), "TGA", compression="tga_rle")


def tiff():
    for mode in ("1", "L", "P", "RGB", "RGBA", "CMYK", "YCbCr"):
        yield mode.lower(), encoded(drawn(1, mode), "TIFF")
    for compression in ("tiff_lzw", "tiff_adobe_deflate", "packbits"):
        yield compression, encoded(drawn(1), "TIFF", compression=compression)
    for compression in ("group3", "group4", "tiff_ccitt"):
        yield compression, encoded(drawn(1, "1"), "TIFF", compression=compression)
    yield "jpeg", encoded(drawn(1), "TIFF", compression="jpeg")
    yield "jpeg_gray", encoded(drawn(1, "L"), "TIFF", compression="jpeg", tiffinfo={278: 8})
    yield "jpeg_planar", jpeg_in_tiff(["L"] * 3, {262: (3, 2), 277: (3, 3), 284: (3, 2)})
    yield "jpeg_tiles", jpeg_in_tiff(["RGB"] * 4, {262: (3, 6), 277: (3, 3), 322: (3, 16), 323: (3, 16)})
    yield "group3_2d", encoded(drawn(1, "1"), "TIFF", compression="group3", tiffinfo={292: 5})
    signed = {0x0153: 2, 0x010A: 2}
    yield "signed_reversed", encoded(drawn(1, "L"), "TIFF", tiffinfo=signed)
    yield "l16", encoded(deep(), "TIFF")
    yield "turned", encoded(drawn(1), "TIFF", tiffinfo={0x0112: 7})


def jpeg_in_tiff(modes, tags):
    """A page whose strips or tiles are these JPEG streams, each with tables of its own."""
    side = 24 if 322 in tags else 16
    streams = [encoded(drawn(seed, mode, (16, 16)), "JPEG") for seed, mode in enumerate(modes)]
    place, places, lengths = 8, b"", b""
    for stream in streams:
        places += struct.pack("<I", place)
        lengths += struct.pack("<I", len(stream))
        place += len(stream)
    count, samples = len(streams), tags[277][1]
    depths = place + 8 * count
    offsets, sizes = (324, 325) if 322 in tags else (273, 279)
    tags = {256: (3, side), 257: (3, side), 259: (3, 7), **tags}
    entries = [(tag, kind, 1, value) for tag, (kind, value) in tags.items()]
    entries += [(offsets, 4, count, place), (sizes, 4, count, place + 4 * count), (258, 3, samples, depths)]
    directory = b"".join(struct.pack("<HHII", *entry) for entry in sorted(entries))
    head = b"II*\0" + struct.pack("<I", depths + 2 * samples)
    data = b"".join(streams) + places + lengths + struct.pack("<H", 8) * samples
    return head + data + struct.pack("<H", len(entries)) + directory + bytes(4)


def container():
    yield "mp4", b"\0\0\0\x18ftypisom\0\0\2\0isomiso2"
    yield "heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
    yield "avif", b"\0\0\0\x18ftypavif\0\0\0\0mif1avif"
    yield "webm", bytes.fromhex("1a45dfa39f4286810142f7810142f2810442f381084282847765626d")
    yield "pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    yield "zip", b"PK\3\4\x14\0\0\0\0\0" + bytes(16) + b"\x13\0\0\0[Content_Types].xml"
    yield "text", "Grüße\n".encode()
    yield "utf16", "Grüße\n".encode("utf-16")


def known_list():
    yield "mixed", (
        f"#! test\n#! borderline 36\n{'0f' * 32}\npdq:{'a5' * 32} md5:{'1b' * 16}\nsha1:{'2c' * 20}\n"
        f"blake3:{'3d' * 32} # a comment\n\nsha256:{'4e' * 32}\npdq512:{'5F' * 32}\r\n{'6a' * 20}\n{'7b' * 16}\n"
    ).encode()
    yield "bad", b"0123\n"


def journal():
    events = [
        "set_change list 0 unverified -",
        f"warn match perceptual policy list 0 unverified {'11' * 32}",
        f"ask undecided over_limit:max_pixels fallback_late - 0 - {'11' * 32}",
        f"block near borderline policy nl-known 7 verified {'11' * 32}",
        f"day_counts 3 1 0 2 1 {'11' * 32}",
        "repaired 17 -",
        "set_refused list 4 verified -",
    ]
    # The target itself puts in the hashes that make it a chain.
    lines = [f"{index} {20400 + index} {event} - -\n" for index, event in enumerate(events)]
    yield "events", "".join(lines).encode()
    yield "deleted", b"0 20400 deleted 12 - - -\n"


def vpdq():
    yield "three", f"0,100,{'0f' * 32},0.000\n30,49,{'a5' * 32},1.001\n4294967295,0,{'5f' * 32},86400.999\n".encode()
    yield "bad", f"0,101,{'0f' * 32},0\n".encode()


def pictures():
    pdq = f"100 {'5f' * 32}"
    turned = f"pdq {pdq}\n" * 8
    frame = f"frame 0 - 640 480\n{turned}black none\npdq512 {pdq}\n"
    later = frame.replace("frame 0 -", "frame 1 40").replace("black none", f"black {pdq}")
    seeds = {
        "one": ("none", frame), "two": ("none", frame + later),
        "cut": ("truncated", later), "over": ("over_limit (max_pixels)", ""),
    }  # fmt: skip
    for name, (undecided, frames) in seeds.items():
        yield name, f"presend/pictures/v3\nundecided {undecided}\nedits 0\n{frames}".encode()


def archive():
    """What the target draws an archive of: entries, each with how it is packed, and changes."""
    yield "two", b"\2\x0a\5\0ab\0\0hello"
    yield "changed", b"\3\x1aabc\4\0text\2de\6\0BM\0\0\0\0\1f\2\0hi\2\x10\0\1\x20\0\x40"


def holding(picture):
    """Files that hold this picture: an archive in an archive, a document, a picture before it."""
    def packed(name, data):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr(zipfile.ZipInfo(name), data)
        return out.getvalue()

    entries = b"<< /Subtype /Image /Filter /DCTDecode /Length %d >>" % len(picture)
    yield "archives", packed("a", packed("b", picture))
    yield "document", (
        b"%PDF-1.7\n1 0 obj\n" + entries + b"\nstream\n" + picture
        + b"\nendstream\nendobj\ntrailer\n<< /Size 2 >>\n%%EOF\n"
    )  # fmt: skip
    yield "behind", picture + picture


PICTURES = {
    "jpeg": jpeg, "png": png, "apng": apng, "gif": gif, "webp": webp,
    "animated_webp": animated_webp, "bmp": bmp, "ico": ico, "pnm": pnm, "qoi": qoi, "tga": tga, "tiff": tiff,
}  # fmt: skip


def write(target, seeds):
    folder = CORPUS / target
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in seeds:
        (folder / name).write_bytes(data)


def main():
    assert features.check("webp") and features.check("libtiff")
    everything = list(container())
    for target, seeds in PICTURES.items():
        seeds = list(seeds())
        write(target, seeds)
        everything.append((target, seeds[0][1]))
    write("sniff", [(name, data[:64]) for name, data in everything])
    jpegs = dict(jpeg())
    write("scan", everything + list(holding(min(jpegs.values(), key=len))))
    write("archive", archive())
    write("list", known_list())
    write("journal", journal())
    write("vpdq", vpdq())
    write("pictures", pictures())


if __name__ == "__main__":
    main()
