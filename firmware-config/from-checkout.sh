#!/bin/sh
# Called by install.sh in a checkout: makes a bundle of this checkout for this machine, signed by a key of the machine's own, and
# installs that, or upgrades to it where a release is in force already. Needs Internet.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ "$(id -u)" != 0 ]; then
  echo 'luot: type sudo in front' >&2
  exit 1
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
if ! command -v npm >/dev/null || ! command -v openssl >/dev/null || ! command -v xz >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm openssl xz-utils
fi
case $(uname -m) in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
own=/etc/luot/own-key.pem
if [ ! -f "$own" ]; then
  mkdir -p /etc/luot/release-keys
  (umask 077 && openssl genpkey -algorithm ed25519 -out "$own")
  openssl pkey -in "$own" -pubout -out /etc/luot/release-keys/own.pem
fi
(cd "$here/.." && node scripts/run.cjs scripts/bundle.ts --arch "$arch" --key "$own" --out "$scratch")
version=$(sed -n 's/^ *"version": "\([^"]*\)".*/\1/p' "$here/../package.json" | head -n 1)
if [ -L /opt/luot/current ] && [ "$(basename "$(readlink /opt/luot/current)")" != "$version" ]; then
  /usr/local/lib/luot/luot-upgrade "$scratch"/luot-*.tar
else
  tar -xf "$scratch"/luot-*.tar -C "$scratch"
  sh "$scratch"/luot-*-"$arch"/install.sh "$@"
fi
