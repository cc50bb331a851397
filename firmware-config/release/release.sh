# shellcheck shell=sh
# What luot-upgrade, luot-trial, luot-boot-check and luot-rollback know of releases. Sourced, never run.
#
#   /opt/luot/releases/0.1.0/       one whole release: program, screens, packages, Node
#   /opt/luot/releases/0.2.0.part/  being unpacked; swept away at the next start
#   /opt/luot/current               link to the release in force; changed by one rename
#   /opt/luot/trial                 there while a release is on trial: from, to, attempts, state
#   /opt/luot/former                the release before this one, for luot-rollback
#   /opt/luot/upgrades.log          what was tried and what became of it
#
#   luot-upgrade: unpack ─▶ backup ─▶ trial testing ─▶ switch ─▶ luot-trial ── well ────▶ trial gone, former kept
#                                        │                          │
#                                        └─ power cut: boot check   └─ not well ─▶ trial returning ─▶ switch back ─▶ trial gone
#
# The data is never copied back: the former release reads what the newer one wrote (docs/decisions/029).

opt="${LUOT_ROOT:-}/opt/luot"
etc="${LUOT_ROOT:-}/etc/luot"
# Starts of the machine a release on trial may take.
# shellcheck disable=SC2034
most_attempts=3

say() { printf 'luot: %s\n' "$*"; }
die() {
  printf 'luot: %s\n' "$*" >&2
  exit 1
}
noted() {
  say "$*"
  printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*" >>"$opt/upgrades.log"
}

has_role() { [ -f "$etc/roles" ] && grep -qx "$1" "$etc/roles"; }

# One line of a settings file, without running the file as a program.
setting() { [ -f "$etc/$1" ] && sed -n "s/^$2=\"\{0,1\}\([^\"]*\)\"\{0,1\}\$/\1/p" "$etc/$1" | tail -n 1; }

data_folder() {
  folder=$(setting hub.env LUOT_DATA || true)
  case $folder in
  "") printf '%s' "${LUOT_ROOT:-}/var/lib/luot" ;;
  *) printf '%s' "${LUOT_ROOT:-}$folder" ;;
  esac
}

is_whole() { [ -n "$1" ] && [ -f "$opt/releases/$1/RELEASE" ] && [ -x "$opt/releases/$1/node/bin/node" ]; }

current() { if [ -L "$opt/current" ]; then basename "$(readlink "$opt/current")"; fi; }

# True when version $1 is newer than version $2.
is_newer() { [ "$1" != "$2" ] && [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | tail -n 1)" = "$1" ]; }

# Written beside, synced, then renamed: a power cut leaves the old file or the new one, never half of one.
write_whole() {
  cat >"$1.new"
  sync "$1.new"
  mv -f "$1.new" "$1"
  sync "$(dirname "$1")"
}

point_to() {
  ln -sfn "releases/$1" "$opt/current.new"
  mv -Tf "$opt/current.new" "$opt/current"
  sync "$opt"
}

write_trial() { printf 'from=%s\nto=%s\nattempts=%s\nstate=%s\n' "$1" "$2" "$3" "$4" | write_whole "$opt/trial"; }

trial_fact() { sed -n "s/^$1=//p" "$opt/trial" 2>/dev/null | tail -n 1; }

end_trial() {
  rm -f "$opt/trial"
  sync "$opt"
}

# The units, rules and programs of a release, laid over the former ones. Needs no network.
settle() {
  installer="$opt/releases/$1/firmware-config/install.sh"
  [ -f "$installer" ] || return 0
  sh "$installer" --settle --quiet ${LUOT_ROOT:+--root "$LUOT_ROOT"}
}

start_services() {
  systemctl daemon-reload
  for role in hub agent; do
    if has_role "$role"; then systemctl restart "luot-$role.service" || say "luot-$role did not start"; fi
  done
}

door() {
  host=$(setting hub.env LUOT_HOST || true)
  port=$(setting hub.env LUOT_PORT || true)
  case $host in "" | 0.0.0.0 | ::) host=127.0.0.1 ;; esac
  printf 'http://%s:%s' "$host" "${port:-8080}"
}

# Asks once whether release $1 runs here and is well; says what is wrong when it is not.
is_well() {
  if has_role hub; then
    "$opt/releases/$1/node/bin/node" "$opt/releases/$1/firmware-config/release/is-well.mjs" "$(door)" "$1" || return 1
  fi
  if has_role agent; then
    systemctl is-active --quiet luot-agent.service || {
      echo 'luot-agent is not running'
      return 1
    }
  fi
}

# By the clock since the start of the machine: the one on the wall may jump when a time server is found.
seconds() { cut -d. -f1 /proc/uptime; }

# Watches release $1 until it was well three times in a row, or the time is over; says the last trouble.
becomes_well() {
  until=$(($(seconds) + ${LUOT_TRIAL_SECONDS:-600}))
  in_a_row=0
  while :; do
    if trouble=$(is_well "$1" 2>&1); then in_a_row=$((in_a_row + 1)); else in_a_row=0; fi
    [ "$in_a_row" -lt 3 ] || return 0
    # Whoever is just being well when the time is over is heard to the end.
    [ "$in_a_row" -gt 0 ] || [ "$(seconds)" -lt "$until" ] || break
    sleep "${LUOT_TRIAL_PAUSE:-5}"
  done
  printf '%s\n' "$trouble"
  return 1
}
