#!/bin/sh
# Builds PresendFFI.xcframework and the generated Swift into this package, on a Mac with Xcode and with
# Rust by rustup; with the word `advice` those of the package bindings/swift-advice. Afterwards the package is
# complete: add it to an app as a local package.
# Nobody has run this on the project's own machines, which are not Macs (docs/src/known-limits.md).
set -eu
cd "$(dirname "$0")/../../.."
case ${1:-} in
advice) crate=presend-advice-ffi package=$PWD/bindings/swift-advice module=PresendAdviceFFI ;;
*) crate=presend-ffi package=$PWD/bindings/swift module=PresendFFI ;;
esac
library=lib$(echo "$crate" | tr - _).a
out=$PWD/target/xcframework
export IPHONEOS_DEPLOYMENT_TARGET=16.0 MACOSX_DEPLOYMENT_TARGET=13.0

[ "$(uname)" = Darwin ] || {
    echo "xcframework.sh: only a Mac with Xcode can build an xcframework; this is $(uname)." >&2
    exit 1
}

for target in aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin; do
    rustup target add "$target"
    cargo build --locked --profile ship -p "$crate" --target "$target"
done

rm -rf "$out" "$package/$module.xcframework"
mkdir -p "$out/headers/$module" "$out/simulator" "$out/macos"
lipo -create -output "$out/simulator/$library" \
    "target/aarch64-apple-ios-sim/ship/$library" "target/x86_64-apple-ios/ship/$library"
lipo -create -output "$out/macos/$library" \
    "target/aarch64-apple-darwin/ship/$library" "target/x86_64-apple-darwin/ship/$library"

scripts/swift-bindings "${1:-}"
# In a folder of its own: an app with both packages gets the headers of both into one.
cp "$package/Sources/$module/$module.h" "$package/Sources/$module/module.modulemap" "$out/headers/$module/"

xcodebuild -create-xcframework \
    -library "target/aarch64-apple-ios/ship/$library" -headers "$out/headers" \
    -library "$out/simulator/$library" -headers "$out/headers" \
    -library "$out/macos/$library" -headers "$out/headers" \
    -output "$package/$module.xcframework"
echo "$package/$module.xcframework"
