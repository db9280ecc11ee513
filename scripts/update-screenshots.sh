#!/bin/sh
# Takes the README's images from the screenshots that the demo page's tests have made:
#   mvn verify -Dsockee.servers=liberty -Dit.test=DemoPageLooksIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
#   scripts/update-screenshots.sh [SERVER]
set -eu
cd "$(dirname "$0")/.."
cp -v target/screenshots/"${1:-liberty}"/demo-*.png docs/images/
