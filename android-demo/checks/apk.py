#!/usr/bin/env python3
"""apk.py APK TEXTS: what must be true of the built app, read from the app itself. A line for each check."""
import pathlib
import re
import subprocess
import sys
import zipfile

PAGE = 16 * 1024
ANDROID = "http://schemas.android.com/apk/res/android:"


def manifest(apk):
    """The elements of the manifest as (path, attributes)."""
    dump = subprocess.run(["aapt2", "dump", "xmltree", "--file", "AndroidManifest.xml", apk],
                          check=True, capture_output=True, text=True).stdout
    path, elements = [], []
    for line in dump.splitlines():
        indent = len(line) - len(line.lstrip())
        if match := re.match(r"\s*E: (\S+)", line):
            path = [(depth, name) for depth, name in path if depth < indent] + [(indent, match[1])]
            elements.append(("/".join(name for _, name in path), {}))
        elif match := re.match(r'\s*A: (\S+?)(?:\(0x\w+\))?=(?:"(.*?)"|(\S+))', line):
            elements[-1][1][match[1].removeprefix(ANDROID)] = match[2] if match[2] is not None else match[3]
    return elements


def alignments(apk, name):
    """The alignments of a library's LOAD segments."""
    with open("target/android/library.so", "wb") as file:
        file.write(zipfile.ZipFile(apk).read(name))
    table = subprocess.run(["readelf", "-lW", "target/android/library.so"],
                           check=True, capture_output=True, text=True).stdout
    return [int(line.split()[-1], 16) for line in table.splitlines() if line.split()[:1] == ["LOAD"]]


def label(apk, language):
    badging = subprocess.run(["aapt2", "dump", "badging", apk], check=True, capture_output=True, text=True).stdout
    return re.search(rf"^application-label{language}:'(.*)'$", badging, re.M)[1]


def checks(apk, texts):
    elements = manifest(apk)
    one = {path.rsplit("/", 1)[-1]: attributes for path, attributes in elements}

    def every(name):
        return [a for path, a in elements if path.rsplit("/", 1)[-1] == name]

    names = zipfile.ZipFile(apk).namelist()
    libraries = [name for name in names if name.endswith(".so")]
    dex = b"".join(zipfile.ZipFile(apk).read(name) for name in names if name.endswith(".dex"))
    table = dict((row.split("\t")[0], row.split("\t")[1:]) for row in pathlib.Path(texts).read_text(encoding="utf-8").splitlines())
    exported = sorted(a["name"].rsplit(".", 1)[-1] for kind in ("activity", "activity-alias", "service", "receiver")
                      for a in every(kind) if a.get("exported") == "true")
    wide = [name for name in libraries if set(alignments(apk, name)) - {PAGE, 4 * PAGE}]
    yield "no permission, nor one asked for", not [p for p, _ in elements if "permission" in p]
    yield "one service, in an isolated process, not exported", [
        (s.get("isolatedProcess"), s.get("exported")) for s in every("service")] == [("true", "false")]
    yield "exported are the launcher and the share target", exported == ["MainActivity", "ShareActivity"]
    yield "no provider and no receiver, so nothing starts by itself", not every("provider") + every("receiver")
    yield "no backup, and nothing for another phone", (
        one["application"].get("allowBackup") == "false" and "dataExtractionRules" in one["application"])
    yield "not debuggable", one["application"].get("debuggable", "false") == "false"
    yield "from API 26 on, for API 36", (one["uses-sdk"]["minSdkVersion"], one["uses-sdk"]["targetSdkVersion"]) == ("26", "36")
    yield "its name as in the table of texts", [label(apk, ""), label(apk, "-nl")] == table["window.title"]
    yield "the one table of texts", zipfile.ZipFile(apk).read("texts.tsv") == pathlib.Path(texts).read_bytes()
    yield "the demo's pictures and sets", {"assets/demo/sets/1.khs", "assets/demo/kit/original.png"} <= set(names)
    yield "library, generated code and JNA in the code", all(name in dex for name in (
        b"Lorg/presend/AttachmentScanner;", b"Lorg/presend/internal/UniffiLib;", b"Lcom/sun/jna/Native;"))
    yield f"{len(libraries)} libraries of JNA, for pages of 16 KB", len(libraries) == 3 and not wide


def main():
    failed = 0
    for name, holds in checks(*sys.argv[1:]):
        print(f"{'ok' if holds else 'FAILED'}: {name}")
        failed += not holds
    return 1 if failed else 0


sys.exit(main())
