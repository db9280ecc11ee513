#!/usr/bin/env bash
# Takes the browser files of the official clients from their npm packages and puts them where the WAR serves them from.
#
#   scripts/update-client-files.sh socket.io-client 4.8.4
#   scripts/update-client-files.sh sockjs-client 1.6.1
#   scripts/update-client-files.sh uplot 1.6.32        for the plots of the console and of the example
#   scripts/update-client-files.sh @socket.io/admin-ui 0.5.1
#   scripts/update-client-files.sh @mdi/font 7.4.47    the admin UI's icons, which it else fetches from another server
#
# Afterwards say the same version in ClientFiles: it is the files' entity tag. The names of the admin UI's files are in AdminPage.
set -euo pipefail
cd "$(dirname "$0")/.."

package=${1:?"usage: $0 PACKAGE VERSION"}
version=${2:?"usage: $0 PACKAGE VERSION"}
target=src/main/resources/io/sockee/client
suffixes=".js .js.map"
dist=dist
case $package in
socket.io-client) names="socket.io socket.io.min socket.io.esm.min socket.io.msgpack.min" ;;
sockjs-client) names="sockjs sockjs.min" target=$target/sockjs ;;
@socket.io/admin-ui)
    dist=ui/dist target=src/main/resources/io/sockee/pages/admin suffixes=""
    ;;
@mdi/font)
    dist=. target=src/main/resources/io/sockee/pages/admin/mdi suffixes=""
    names="css/materialdesignicons.min.css fonts/materialdesignicons-webfont.woff2"
    ;;
uplot) names="uPlot.iife.min uPlot.min" suffixes=".js .css" target=src/main/resources/io/sockee/pages/uplot ;;
*) echo "$0: no client: $package" >&2 && exit 2 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && npm pack --silent "$package@$version" >/dev/null && tar xzf ./*.tgz)
mkdir -p "$target"
if [ "$package" = @socket.io/admin-ui ]; then # all but the source maps, under names that change with what is in them
    names=$(cd "$work/package/$dist" && find . -type f ! -name '*.map')
    rm -rf "$target"/{css,js,img,index.html,favicon.png}
fi
for name in $names; do
    for suffix in ${suffixes:-""}; do
        [ ! -e "$work/package/$dist/$name$suffix" ] || install -m 644 -D "$work/package/$dist/$name$suffix" "$target/$name$suffix"
    done
done
cp "$work/package/LICENSE" "$target/LICENSE"
if [ "$package" = uplot ]; then
    cp "$target"/* examples/dashboard/src/main/webapp/uplot/
fi
echo "$target has the files of $package $version"
