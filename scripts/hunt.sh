#!/usr/bin/env bash
# Hunts with the fuzz targets for longer than a build does, in a copy of the working tree. What is found is copied back to
# src/test/resources, where each build tries it.
#
#   scripts/hunt.sh MINUTES [TARGET…]     each target for so long; all of them if none is named: scripts/hunt.sh 60 FrameReaderFuzzTest
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:?for how many minutes each}
[[ $minutes =~ ^[0-9]+$ ]] || { echo "hunt.sh: $minutes is no number of minutes" >&2; exit 2; }
shift
copy=target/hunt
all=()
while read -r file; do
  all+=("$(basename "$file" .java)")
done < <(grep -rl '@FuzzTest(maxDuration' --include='*FuzzTest.java' src/test/java | sort)
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=("${all[@]}")
for target in "${targets[@]}"; do
  [[ " ${all[*]} " == *" $target "* ]] || { echo "hunt.sh: no target $target; there are ${all[*]}" >&2; exit 2; }
done

mkdir -p "$copy"
rm -rf "$copy/src" # what has been removed since
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
  [ ! -e "$file" ] || printf '%s\0' "$file"
done | tar --null -cf - -T - | tar -C "$copy" -xf -
(
  cd "$copy"
  find src/test/java -name '*FuzzTest.java' -exec sed -i.bak "s/maxDuration = \"[^\"]*\"/maxDuration = \"${minutes}m\"/" {} +
  find src/test/java -name '*.bak' -delete
  mvn -B -q test-compile -Dspotless.check.skip
)
failed=0
for target in "${targets[@]}"; do
  echo "== $target, $minutes minutes"
  # A process takes only one.
  (cd "$copy" && JAZZER_FUZZ=1 mvn -B -q surefire:test -Djazzer.hooks=true -Dtest="$target" -Dtests.forks=1) || failed=1
done
(cd "$copy" && tar -cf - $(find src/test/resources -path '*FuzzTestInputs*' -type d)) | tar -xf -
git status --short -- src/test/resources
exit $failed
