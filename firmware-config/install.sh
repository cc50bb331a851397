#!/bin/sh
# Makes a Raspberry Pi OS (Bookworm or Trixie, Lite, 64 bit) a machine of the hall. May be run again at any time: what is
# right already is left alone, and it says whether anything was changed.
#
#   sudo sh install.sh --role hub                     the hub alone
#   sudo sh install.sh --role hub,kiosk,board         one Pi for everything, with two screens
#   sudo sh install.sh --role agent,kiosk             a kiosk's own Pi: its printer and scanner belong to the hub's hall
#   sudo sh install.sh --role board                   a board's own Pi
#
#   --hub URL  [--agent ID]                  an agent's hub, and the id it asks for; it shows a code, and the hub's desk approves it
#   --agent-key KEY                          a key the hub showed instead, for --agent ID
#   --name NAME                              the machine's name, NAME.local in the hall (the hub's is luot)
#   --address 192.168.1.10/24 [--gateway IP] a fixed address on the network cable
#   --hotspot NAME                           a Wi-Fi of the hall's own, with a password made here
#   --no-packages                            ask no network for Debian packages
#   --root DIR                               write files below DIR only, for an image or a test
#   --settle [--quiet]                       lay this release's own files anew (an upgrade does that)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root='' roles='' hub_url='' agent_id='' agent_key='' name='' address='' gateway='' hotspot=''
packages=yes settle=no quiet=no

die() {
  printf 'luot: %s\n' "$*" >&2
  exit 1
}
say() { [ "$quiet" = yes ] || printf 'luot: %s\n' "$*"; }
# A checkout has no release in force yet: it makes a bundle of itself, and goes the one way there is.
[ -f "$here/../RELEASE" ] || exec sh "$here/from-checkout.sh" "$@"
while [ $# -gt 0 ]; do
  case $1 in
  --no-packages) packages=no ;;
  --settle) settle=yes packages=no ;;
  --quiet) quiet=yes ;;
  --unsigned) ;;
  --role | --hub | --agent | --agent-key | --name | --address | --gateway | --hotspot | --root)
    [ $# -ge 2 ] || die "$1 needs a word after it"
    case $1 in
    --role) roles=$(printf '%s' "$2" | tr ',' '\n') ;;
    --hub) hub_url=$2 ;;
    --agent) agent_id=$2 ;;
    --agent-key) agent_key=$2 ;;
    --name) name=$2 ;;
    --address) address=$2 ;;
    --gateway) gateway=$2 ;;
    --hotspot) hotspot=$2 ;;
    --root) root=${2%/} ;;
    esac
    shift
    ;;
  *) die "unknown: $1 (the first lines of $0 say what there is)" ;;
  esac
  shift
done
[ -n "$root" ] || [ "$(id -u)" = 0 ] || die 'type sudo in front'
case $name in *[!a-z0-9-]*) die "--name is small letters, digits and -: not $name" ;; esac
etc=$root/etc/luot
mkdir -p "$etc"
# A line for each thing that was changed: a file, because half of it happens behind a pipe.
changes=$(mktemp)
trap 'rm -f "$changes"' EXIT
did() {
  printf '%s\n' "$1" >>"$changes"
  say "$1"
}
if [ -z "$roles" ] && [ -f "$etc/roles" ]; then roles=$(cat "$etc/roles"); fi
[ -n "$roles" ] || die 'which role? --role hub (agent, kiosk, board: several with commas)'
for role in $roles; do
  case $role in hub | agent | kiosk | board) ;; *) die "there is no role $role: hub, agent, kiosk, board" ;; esac
done
is() { printf '%s\n' "$roles" | grep -qx "$1"; }
if is hub && is agent; then die 'a hub needs no agent: its own devices are plugged into it'; fi
if { is kiosk || is board; } && ! is hub && [ -z "$hub_url" ] && [ ! -f "$etc/hub-url" ]; then
  die 'where is the hub? --hub http://luot.local:8080'
fi

# Lays a file that is ours: written when it differs, renamed into place so that a running program never reads half of it.
lay() {
  to=$root$2
  if [ -f "$to" ] && cmp -s "$1" "$to" && [ "$(stat -c %a "$to")" = "${3:-644}" ]; then return 0; fi
  mkdir -p "$(dirname "$to")"
  install -m "${3:-644}" "$1" "$to.new"
  mv -f "$to.new" "$to"
  did "laid $2"
}
lay_text() {
  text=$(mktemp)
  cat >"$text"
  lay "$text" "$1" "${2:-644}"
  rm -f "$text"
}
# Lays a file that a person may change: written once, never again.
offer() {
  if [ -e "$root$1" ]; then
    cat >/dev/null
    return 0
  fi
  lay_text "$1" "${2:-644}"
}
points() {
  if [ "$(readlink "$root$1" 2>/dev/null || true)" = "$2" ]; then return 0; fi
  mkdir -p "$(dirname "$root$1")"
  ln -sfn "$2" "$root$1"
  did "linked $1"
}
switch_on() { points "/etc/systemd/system/$2.wants/$1" "/etc/systemd/system/$1"; }
switch_off() {
  [ ! -L "$root/etc/systemd/system/$2.wants/$1" ] || {
    rm "$root/etc/systemd/system/$2.wants/$1"
    did "switched off $1"
  }
}
made_up() { tr -dc a-hjkmnp-z2-9 </dev/urandom | head -c "$1"; }

# 1. Debian's packages: from the network, or from debs/ of the bundle.
if [ "$packages" = yes ] && [ -z "$root" ]; then
  wanted=$(awk -v roles="all $(printf '%s' "$roles" | tr '\n' ' ')" \
    'BEGIN { split(roles, list, " "); for (i in list) wish[list[i]] = 1 } $1 in wish { print $2 }' "$here/packages.txt")
  if is kiosk || is board; then wanted="$wanted $(cat "$here/kiosk/packages.txt")"; fi
  missing=
  for package in $wanted; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  if [ -n "$missing" ]; then
    say "Debian packages that are missing:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # With its first, empty rules usbguard would silence every USB device the moment it is installed.
    case $missing in *usbguard*) systemctl mask --quiet usbguard.service || true ;; esac
    if [ -d "$here/../debs" ]; then
      apt-get install -y --no-install-recommends "$here"/../debs/*.deb || say 'the packages of the bundle do not fit this system'
    else
      apt-get update -qq -o Acquire::Retries=1 || true
      # shellcheck disable=SC2086
      apt-get install -y -qq --no-install-recommends $missing || say "not installed:$missing. Without them: see docs/operations.md"
    fi
    did "asked for packages"
  fi
fi

# 2. Programs, units, rules.
for file in release.sh is-well.mjs; do lay "$here/release/$file" "/usr/local/lib/luot/$file"; done
for file in luot-upgrade luot-rollback luot-trial luot-boot-check; do
  lay "$here/release/$file" "/usr/local/lib/luot/$file" 755
done
for file in luot-upgrade luot-rollback; do points "/usr/local/sbin/$file" "/usr/local/lib/luot/$file"; done
for unit in luot-boot-check luot-trial luot-firewall; do
  lay "$here/systemd/$unit.service" "/etc/systemd/system/$unit.service"
done
switch_on luot-boot-check.service multi-user.target
switch_on luot-trial.service multi-user.target
switch_on luot-firewall.service sysinit.target
systemd_version=$(systemctl --version 2>/dev/null | awk 'NR == 1 { print $2 }')
for role in hub agent; do
  if is "$role"; then
    lay "$here/systemd/luot-$role.service" "/etc/systemd/system/luot-$role.service"
    if [ "${systemd_version:-0}" -ge 254 ] 2>/dev/null; then
      lay "$here/system/backoff.conf" "/etc/systemd/system/luot-$role.service.d/50-backoff.conf"
    fi
    switch_on "luot-$role.service" multi-user.target
  else
    switch_off "luot-$role.service" multi-user.target
  fi
done
lay "$here/udev/60-luot.rules" /etc/udev/rules.d/60-luot.rules
lay "$here/system/sysusers.conf" /etc/sysusers.d/luot.conf
lay "$here/system/journald.conf" /etc/systemd/journald.conf.d/60-luot.conf
lay "$here/system/watchdog.conf" /etc/systemd/system.conf.d/60-luot.conf
lay "$here/system/timesyncd.conf" /etc/systemd/timesyncd.conf.d/60-luot.conf
lay "$here/system/zram.conf" /etc/systemd/zram-generator.conf.d/60-luot.conf
lay "$here/system/rpi-swap.conf" /etc/rpi/swap.conf.d/60-luot.conf
lay "$here/system/tmp.mount" /etc/systemd/system/tmp.mount
switch_on tmp.mount local-fs.target
# The clock may be wrong at the start; numbers are given all the same.
points /etc/systemd/system/systemd-time-wait-sync.service /dev/null
points /etc/systemd/system/dphys-swapfile.service /dev/null
lay "$here/network/firewall.nft" /usr/local/lib/luot/firewall.nft
if is hub; then lay "$here/network/luot.service" /etc/avahi/services/luot.service; fi
printf '%s\n' "$roles" | lay_text /etc/luot/roles

# 3. What a person may change.
offer /etc/luot/firewall.conf <"$here/network/firewall.conf"
named=${name:-luot}
if is hub; then
  seen_as=${address%/*}
  offer /etc/luot/hub.env 600 <<-END
	# The hub's settings, each explained in docs/operations.md. Afterwards: sudo systemctl restart luot-hub
	LUOT_HOST=0.0.0.0
	LUOT_PORT=8080
	LUOT_DATA=/var/lib/luot
	LUOT_PUBLIC_URL=http://${seen_as:-$named.local}:8080
	LUOT_LOG=info
	END
fi
if is agent; then
  [ -n "$hub_url" ] || [ -f "$etc/agent.env" ] || die 'an agent needs --hub URL (such as http://luot.local:8080)'
  if [ -n "$agent_key" ] && [ -z "$agent_id" ]; then die 'a key is of one agent: --agent ID'; fi
  offer /etc/luot/agent.env 600 <<-END
	# This machine's devices belong to this hub's hall. Afterwards: sudo systemctl restart luot-agent
	# Without a key it shows a code (journalctl -u luot-agent): approve it at the hub's desk, page Devices.
	LUOT_HUB=$hub_url
	LUOT_AGENT=$agent_id
	LUOT_AGENT_KEY=$agent_key
	LUOT_DATA=/var/lib/luot-agent
	LUOT_LOG=info
	END
fi
if [ -n "$hub_url" ]; then printf '%s\n' "$hub_url" | lay_text /etc/luot/hub-url; fi
screens_hub=$(cat "$etc/hub-url" 2>/dev/null || echo http://127.0.0.1:8080)
has_screen() { for file in "$etc/$1"-*.env; do [ -f "$file" ] && return 0; done; return 1; }
screen() {
  if has_screen "$1"; then return 0; fi
  offer "/etc/luot/$1-$2.env" 600 <<-END
	# This screen. On another machine than the hub it shows a code: approve it at the hub's desk, page Screens.
	LUOT_SCREEN_URL=$screens_hub$3
	END
}
if is kiosk; then screen kiosk HDMI-A-1 '/kiosk/?id=kiosk-1'; fi
if is board; then if is kiosk; then screen board HDMI-A-2 '/display/?id=board-1'; else screen board HDMI-A-1 '/display/?id=board-1'; fi; fi

# 4. The machine's name, its address, its card: only on the way in, an upgrade leaves them alone.
# shellcheck source=machine.sh
if [ "$settle" = no ]; then . "$here/machine.sh"; fi

# 5. The screens have an installer of their own.
if is kiosk || is board; then
  before=$(find "$root/etc/systemd/system" "$root/etc/udev" "$etc" -type f -exec sha256sum {} + | sort | sha256sum)
  if [ "$settle" = yes ]; then sh "$here/kiosk/install-kiosk.sh" --root "${root:-/}"; else sh "$here/kiosk/install-kiosk.sh" ${root:+--root "$root"}; fi
  after=$(find "$root/etc/systemd/system" "$root/etc/udev" "$etc" -type f -exec sha256sum {} + | sort | sha256sum)
  [ "$before" = "$after" ] || did 'laid the screens' 
fi

changed=$(wc -l <"$changes")
if [ "$changed" = 0 ]; then say 'nothing was changed: everything is in place'; else say "$changed things were changed"; fi
if [ "$settle" = yes ] || [ -n "$root" ]; then exit 0; fi
# shellcheck source=begin.sh
. "$here/begin.sh"
