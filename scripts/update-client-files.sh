#!/usr/bin/env bash
# Takes the browser files of the official clients from their npm packages and puts them where the WAR serves them from.
#
#   scripts/update-client-files.sh socket.io-client 4.8.4
#   scripts/update-client-files.sh sockjs-client 1.6.1
#   scripts/update-client-files.sh uplot 1.6.32        for the plots of the console and of the example
#
# Afterwards say the same version in ClientFiles: it is the files' entity tag.
set -euo pipefail
cd "$(dirname "$0")/.."

package=${1:?"usage: $0 PACKAGE VERSION"}
version=${2:?"usage: $0 PACKAGE VERSION"}
target=src/main/resources/io/sockee/client
suffixes=".js .js.map"
case $package in
socket.io-client) names="socket.io socket.io.min socket.io.esm.min socket.io.msgpack.min" ;;
sockjs-client) names="sockjs sockjs.min" target=$target/sockjs ;;
uplot) names="uPlot.iife.min uPlot.min" suffixes=".js .css" target=src/main/resources/io/sockee/pages/uplot ;;
*) echo "$0: no client: $package" >&2 && exit 2 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && npm pack --silent "$package@$version" >/dev/null && tar xzf ./*.tgz)
mkdir -p "$target"
for name in $names; do
    for suffix in $suffixes; do
        [ ! -e "$work/package/dist/$name$suffix" ] || cp "$work/package/dist/$name$suffix" "$target/"
    done
done
cp "$work/package/LICENSE" "$target/LICENSE"
if [ "$package" = uplot ]; then
    cp "$target"/* examples/dashboard/src/main/webapp/uplot/
fi
echo "$target has the files of $package $version"
