#!/usr/bin/env bash
# Takes the browser files of the official client from its npm package and puts them where the WAR serves them from.
#
#   scripts/update-client-files.sh 4.8.4
#
# Afterwards set ClientFiles.VERSION to the same version: it is the files' entity tag.
set -euo pipefail
cd "$(dirname "$0")/.."

version=${1:?"usage: $0 VERSION"}
target=src/main/resources/io/sockee/client
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && npm pack --silent "socket.io-client@$version" >/dev/null && tar xzf ./*.tgz)
mkdir -p "$target"
for name in socket.io socket.io.min socket.io.esm.min socket.io.msgpack.min; do
    cp "$work/package/dist/$name.js" "$work/package/dist/$name.js.map" "$target/"
done
cp "$work/package/LICENSE" "$target/LICENSE"
echo "$target has the files of socket.io-client $version"
