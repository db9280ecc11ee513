#!/bin/sh
# Packs the client for npm: scripts/pack-client.sh [folder] leaves sockee-client-VERSION.tgz in the folder (target/npm).
set -eu
cd "$(dirname "$0")/.."
to=${1:-target/npm}
version=$(sed -n 's/^  <version>\(.*\)<\/version>.*/\1/p' pom.xml | head -n 1)
rm -rf "$to/package"
mkdir -p "$to/package"
cp src/main/npm/* LICENSE src/main/resources/io/sockee/client/sockee-client.js \
  src/main/resources/io/sockee/client/sockee-client.d.ts \
  src/main/resources/io/sockee/client/sockee-sockjs-transport.js "$to/package"
sed -i.bak "s/\"version\": \"0.0.0\"/\"version\": \"$version\"/" "$to/package/package.json"
rm "$to/package/package.json.bak"
cd "$to"
npm pack --silent ./package
