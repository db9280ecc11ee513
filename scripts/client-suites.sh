#!/usr/bin/env bash
# Runs the tests of the official JavaScript clients against the conformance profile's server. They are not part of the clients'
# packages: a checkout of https://github.com/socketio/socket.io brings them.
#
#   SOCKEE_CONFORMANCE_CLIENT_SUITE=true mvn -Pconformance package liberty:run
#   scripts/client-suites.sh CHECKOUT [URL [OPTION…]]
#
# URL is that of the server, http://localhost:9080 if it is left out. The tests name ports of their own, 3210 and 3000, which are handed
# on to it meanwhile; https is not handed on. Options behind the URL are Mocha's: --grep "should get cookies". Which cases are expected
# to fail stands in docs/conformance.md, for the versions of the clients that are named here.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
checkout=$(cd "${1:?the folder of a checkout of socketio/socket.io}" && pwd)
export SOCKEE_URL=${2:-http://localhost:9080}
mocha_options=("${@:3}")
[[ $SOCKEE_URL == http://* ]] || { echo "client-suites.sh: $SOCKEE_URL is no URL with http://" >&2; exit 2; }
work=$root/target/client-suites

mkdir -p "$work"
cd "$work"
[ -f package.json ] || echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --no-save socket.io-client@4.8.4 engine.io-client@6.6.8 mocha@10 tsx@4 expect.js@0.3 \
  @sinonjs/fake-timers@11 base64-arraybuffer@0.1.5 has-cors@1 blob@0.1 text-blob-builder@0.0.1

failed=0
suite() { # PACKAGE ENTRY [OPTION…]: the tests look for what they test one folder above their own
  local package=$1 entry=$2
  shift 2
  rm -rf "suites/$package"
  mkdir -p "suites/$package"
  cp -R "node_modules/$package/." "suites/$package/"
  cp -R "$checkout/packages/$package/test" "suites/$package/test"
  echo "== $package"
  cd "suites/$package"
  # A case starts a process that is meant to go on, and ends the shell around it alone: all of them are one group, which is ended.
  set -m
  "$work/node_modules/.bin/mocha" "$@" --exit --timeout 10000 ${mocha_options[@]+"${mocha_options[@]}"} \
    --require "$root/scripts/client-suites.cjs" "$entry" </dev/null &
  set +m
  local group=$!
  wait "$group" || failed=1
  kill -- "-$group" 2>/dev/null || true
  cd "$work"
}
suite socket.io-client test/index.ts --import=tsx
suite engine.io-client test/index.js
exit $failed
