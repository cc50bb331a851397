#!/bin/sh
# What a person types in an opened bundle:  sudo sh install.sh --role hub
#
# Checks the bundle, lays its release into /opt/luot/releases, and hands over to that release's own installer, which takes
# the same words. Works without Internet.
#
#   --unsigned   take a bundle that nobody signed (one that was made for this very machine)
#   --root DIR   install into a folder instead, for an image or a test
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=
unsigned=no
previous=
for word; do
  [ "$previous" != --root ] || root=$word
  [ "$word" != --unsigned ] || unsigned=yes
  previous=$word
done
die() {
  printf 'luot: %s\n' "$*" >&2
  exit 1
}
[ -n "$root" ] || [ "$(id -u)" = 0 ] || die 'type sudo in front'
if [ ! -f "$here/MANIFEST" ] || [ ! -f "$here/luot.tar.xz" ]; then die 'this is no opened bundle: tar -xf luot-….tar first'; fi
for tool in openssl xz sha256sum; do
  command -v "$tool" >/dev/null || die "$tool is missing here: apt-get install openssl xz-utils"
done
fact() { sed -n "s/^$1=//p" "$here/MANIFEST"; }
opt=$root/opt/luot
keys=$root/etc/luot/release-keys
version=$(fact version)
case $(uname -m) in aarch64) machine=arm64 ;; x86_64) machine=x64 ;; *) machine=$(uname -m) ;; esac
[ -n "$root" ] || [ "$(fact arch)" = "$machine" ] || die "this bundle is for $(fact arch), this machine is $machine"

# 1. Whose is it? A machine that knows a key believes that key alone; a fresh one takes the bundle's and says which.
signed_by() {
  openssl pkeyutl -verify -pubin -inkey "$1" -rawin -in "$here/MANIFEST" -sigfile "$here/MANIFEST.sig" >/dev/null 2>&1
}
mkdir -p "$keys"
believed=no
known=no
for key in "$keys"/*.pem; do
  [ -f "$key" ] || continue
  known=yes
  if signed_by "$key"; then believed=yes; fi
done
if [ "$known" = no ] && [ -f "$here/release-key.pem" ] && signed_by "$here/release-key.pem"; then
  install -m 644 "$here/release-key.pem" "$keys/release.pem"
  print=$(openssl pkey -pubin -in "$here/release-key.pem" -outform DER | sha256sum | cut -c1-32)
  echo "luot: from now on this machine believes the key $print – compare it with the one you were given"
  believed=yes
fi
[ "$believed" = yes ] || [ "$unsigned" = yes ] || die 'nobody this machine knows has signed this bundle (--unsigned takes it all the same)'
[ "$(sha256sum "$here/luot.tar.xz" | cut -d' ' -f1)" = "$(fact sha256)" ] || die 'the bundle is damaged: copy it anew'

# 2. Lay the release, once.
if [ -L "$opt/current" ] && [ "$(basename "$(readlink "$opt/current")")" != "$version" ]; then
  die "release $(basename "$(readlink "$opt/current")") is installed: sudo luot-upgrade THE-BUNDLE.tar"
fi
if [ ! -f "$opt/releases/$version/RELEASE" ]; then
  part=$opt/releases/$version.part
  rm -rf "$part"
  mkdir -p "$part"
  echo "luot: unpacking release $version …"
  tar -xJf "$here/luot.tar.xz" -C "$part" --no-same-owner
  (cd "$part" && sha256sum --check --quiet --strict SHA256SUMS) || die 'the card did not keep what was written to it: try another card'
  sync
  mv -T "$part" "$opt/releases/$version"
fi
if [ ! -L "$opt/current" ]; then ln -s "releases/$version" "$opt/current"; fi

# 3. The rest is the release's own business.
exec sh "$opt/current/firmware-config/install.sh" "$@"
