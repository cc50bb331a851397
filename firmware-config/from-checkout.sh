#!/bin/sh
# Called by install.sh in a checkout: makes a bundle of this checkout for this machine, and installs that. Needs Internet.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if ! command -v npm >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm openssl xz-utils
fi
case $(uname -m) in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
(cd "$here/.." && node scripts/run.cjs scripts/bundle.ts --arch "$arch" --unsigned --out "$scratch")
tar -xf "$scratch"/luot-*.tar -C "$scratch"
sh "$scratch"/luot-*-"$arch"/install.sh --unsigned "$@"
