# Every entry point of the project. `./justw RECIPE` works where `just` is not installed.

# List the recipes.
default:
    @"{{just_executable()}}" --list --unsorted

# Send real photographs through the whole flow, offline, and show what was found.
demo *args:
    @cargo run --release --locked -p presend-cli -- demo {{args}}

# Run every test of every language, and count them.
test:
    @scripts/test

# Run the tests of set files, the store and the journal for a machine of 32 bits.
test-32bit:
    @scripts/test-32bit

# Run the tests of the C library only.
test-c:
    @scripts/test-c

# Run the Rust side of the C library under Miri: what is used after it was freed, aliased or leaked.
test-miri:
    @scripts/test-miri

# Run the tests of the Swift package only.
test-swift:
    @scripts/test-swift

# Open the demo messenger in a window, without a phone.
demo-desktop:
    @scripts/demo-desktop

# Run the tests of the demo messenger only.
test-demo:
    @scripts/test-demo

# Run the tests of the Python package only.
test-python:
    @scripts/test-python

# Run the tests of the Kotlin library only.
test-kotlin:
    @scripts/test-kotlin

# Make what ships of every language into target/dist, by the profile `ship`, and compare its size (ten minutes).
package:
    @scripts/package

# Make the C library for this machine: target/dist/c (two minutes the first time).
package-c:
    @scripts/package-c

# Make advice for C, Kotlin and Swift on this machine: target/dist/c-advice, kotlin-advice and swift-advice (ten minutes the first time).
package-advice:
    @scripts/package-advice

# Make the jar for this machine, and a Maven repository with it: target/dist/maven (five minutes the first time).
package-kotlin:
    @scripts/package-kotlin

# Make the wheel for this machine: target/dist/python (five minutes the first time).
package-python:
    @scripts/package-python

# Make the crate as a registry would get it, and try it from outside: target/dist/rust (a minute).
package-rust:
    @scripts/package-rust

# Make the Swift package for this machine: target/dist/swift (four minutes the first time).
package-swift:
    @scripts/package-swift

# Format the code.
fmt:
    @cargo fmt --all

# Run every check that is not a test, and count them.
lint:
    @scripts/lint

# Measure each stage against its baseline.
bench *args:
    @cargo bench --quiet --locked -p presend -p presend-curator -p presend-video {{args}}

# Measure the Python package against the command line, pdqhash and Spark (after package-python).
bench-python:
    @scripts/bench-python

# Fuzz every target for this many seconds each.
fuzz seconds="60":
    @scripts/fuzz {{seconds}}

# Run every fuzz target briefly on its committed corpus, and count them.
fuzz-smoke:
    @scripts/fuzz smoke

# Check the claims of the book, and show for each whether it holds (`audit quick`: a minute; `audit`: five; `audit all`: an hour).
audit *args:
    @scripts/audit {{args}}

# Compare PDQ with the reference implementation on PyPI.
verify-pdq *args:
    @scripts/verify-pdq {{args}}

# Compare the luma of JPEG files, sound and damaged, with libjpeg-turbo: FILES MUTANTS SEED.
verify-jpeg *args:
    @scripts/verify-jpeg {{args}}

# Compare frames of videos with the tool of vPDQ, and change clips and archives in 10,000 ways (half an hour and more).
verify-video *args:
    @scripts/verify-video {{args}}

# Measure what is found after edits, and what by mistake, on pictures from public registries (half an hour).
eval:
    @scripts/eval

# Try advice with a real model, fetched for that: its answers beside those of onnxruntime (`try-nsfw --release`: its time, too).
try-nsfw *args:
    @scripts/try-nsfw {{args}}

# Build the book and the API documentation.
docs:
    @scripts/docs

# Write the snapshot of the public Rust API again.
api:
    @scripts/api write

# Look for known vulnerabilities in the dependencies (needs to fetch the advisory database).
advisories:
    @"$(scripts/tool cargo-deny)" check advisories

# Everything CI runs.
ci:
    @bash .ci/run
