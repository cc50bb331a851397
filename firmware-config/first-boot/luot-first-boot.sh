#!/bin/sh
# Runs once, at the first start of a card: installs the bundle that lies beside it, in the words of luot.txt. What happened stands
# in luot-first-boot.log on the same partition, which every computer can read.
set -eu
boot=${LUOT_BOOT:-/boot/firmware}
words=$boot/luot.txt
[ -f "$words" ] || exit 0
log=$boot/luot-first-boot.log
say() { printf '%s\n' "$*" | tee -a "$log"; }

bundle=
for file in "$boot"/luot-*.tar; do if [ -f "$file" ]; then bundle=$file; fi; done
if [ -z "$bundle" ]; then
  say 'There is no luot-….tar beside luot.txt: copy the bundle there and start again.'
  exit 1
fi
opened=$(mktemp -d /var/tmp/luot.XXXXXX)
trap 'rm -rf "$opened"' EXIT
tar -xf "$bundle" -C "$opened" --no-same-owner
say "Installing $(basename "$bundle") …"
# The words of luot.txt, without its comments; each is one of install.sh's own words, which refuses what it does not know.
# shellcheck disable=SC2046
if sh "$opened"/luot-*/install.sh $(sed '/^#/d' "$words") >>"$log" 2>&1; then
  say 'Installed. The bundle may be deleted from this partition.'
  mv "$words" "$boot/luot.done.txt"
else
  say 'Not installed. The lines above say why; correct luot.txt and start again.'
  exit 1
fi
