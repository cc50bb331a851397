# shellcheck shell=sh disable=SC2154
# Sourced by install.sh at its end, on the machine itself: users, units and rules begin to count, and the services start.
systemd-sysusers
systemctl daemon-reload
udevadm control --reload 2>/dev/null || true
udevadm trigger 2>/dev/null || true
if [ "$changed" != 0 ]; then
  if [ -f /etc/hostname ]; then hostnamectl set-hostname "$(cat /etc/hostname)" 2>/dev/null || true; fi
  if grep -q '/var/lib/luot' /etc/fstab 2>/dev/null; then mount -a || true; fi
  systemctl try-reload-or-restart systemd-journald avahi-daemon NetworkManager 2>/dev/null || true
  systemctl restart luot-firewall.service || say 'the firewall could not be loaded: systemctl status luot-firewall'
  systemctl restart luot-boot-check.service
fi
for role in hub agent; do
  if ! is "$role"; then
    systemctl stop "luot-$role.service" 2>/dev/null || true
    continue
  fi
  if [ "$changed" != 0 ]; then systemctl restart "luot-$role.service" || true; else systemctl start "luot-$role.service" || true; fi
  systemctl is-active --quiet "luot-$role.service" || die "luot-$role does not run: journalctl -u luot-$role -e says why"
done
if is hub; then
  say "the hub runs. Its screens' addresses and the first administrator's code:"
  say '  sudo journalctl -u luot-hub -b -o cat | tail -n 40'
fi
