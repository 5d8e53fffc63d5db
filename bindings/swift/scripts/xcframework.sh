#!/bin/sh
# Builds PresendFFI.xcframework and the generated Swift into this package, on a Mac with Xcode and with
# Rust by rustup. Afterwards the package is complete: add it to an app as a local package.
# Nobody has run this on the project's own machines, which are not Macs (docs/src/known-limits.md).
set -eu
cd "$(dirname "$0")/../../.."
package=$PWD/bindings/swift
out=$PWD/target/xcframework
export IPHONEOS_DEPLOYMENT_TARGET=16.0 MACOSX_DEPLOYMENT_TARGET=13.0

[ "$(uname)" = Darwin ] || {
    echo "xcframework.sh: only a Mac with Xcode can build an xcframework; this is $(uname)." >&2
    exit 1
}

for target in aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin; do
    rustup target add "$target"
    cargo build --locked --profile ship -p presend-ffi --target "$target"
done

rm -rf "$out" "$package/PresendFFI.xcframework"
mkdir -p "$out/headers" "$out/simulator" "$out/macos"
lipo -create -output "$out/simulator/libpresend_ffi.a" \
    target/aarch64-apple-ios-sim/ship/libpresend_ffi.a target/x86_64-apple-ios/ship/libpresend_ffi.a
lipo -create -output "$out/macos/libpresend_ffi.a" \
    target/aarch64-apple-darwin/ship/libpresend_ffi.a target/x86_64-apple-darwin/ship/libpresend_ffi.a

scripts/swift-bindings
cp "$package/Sources/PresendFFI/PresendFFI.h" "$package/Sources/PresendFFI/module.modulemap" "$out/headers/"

xcodebuild -create-xcframework \
    -library target/aarch64-apple-ios/ship/libpresend_ffi.a -headers "$out/headers" \
    -library "$out/simulator/libpresend_ffi.a" -headers "$out/headers" \
    -library "$out/macos/libpresend_ffi.a" -headers "$out/headers" \
    -output "$package/PresendFFI.xcframework"
echo "$package/PresendFFI.xcframework"
