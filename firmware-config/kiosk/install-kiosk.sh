#!/bin/sh
# Makes this machine show the screens that /etc/luot/{kiosk,board}-OUTPUT.env describe, and nothing else.
#
#   install-kiosk.sh [--root DIR]
#
# May be run again at any time, after every change of those files and after every upgrade. With --root it only writes
# files, below DIR: for an image, and for tests. The packages it counts on stand in packages.txt.
set -eu

root=
[ "${1:-}" = --root ] && root=${2:?--root needs a folder}
here=$(cd "$(dirname "$0")" && pwd)
node=${LUOT_NODE:-$root/opt/luot/current/node/bin/node}
[ -x "$node" ] || node=$(command -v node) || { echo 'Node is missing: run install.sh first' >&2; exit 1; }
screens() { LUOT_ETC="$root/etc/luot" "$node" "$here/luot-screens.ts" "$1"; }

# Everything that can be wrong in the settings is found before the first file is written.
mkdir -p "$root/etc/luot"
units=$(screens units)
seat=$(screens seat)
policies=$(screens policies)
compositor=$(screens compositor)

put() { mkdir -p "$(dirname "$root$2")" && install -m "${3:-644}" "$here/$1" "$root$2"; }
put_text() { mkdir -p "$(dirname "$root$2")" && printf '%s\n' "$1" > "$root$2" && chmod 644 "$root$2"; }
mask() { mkdir -p "$root/etc/systemd/system" && ln -sfn /dev/null "$root/etc/systemd/system/$1"; }

for unit in luot-screens.service luot-kiosk@.service luot-board@.service luot-usb-learn.service; do
  put "systemd/$unit" "/etc/systemd/system/$unit"
done
put system/luot-kiosk-sysusers.conf /usr/lib/sysusers.d/luot-kiosk.conf
put system/luot-kiosk-modprobe.conf /etc/modprobe.d/luot-kiosk.conf
put system/luot-kiosk-sysctl.conf /etc/sysctl.d/90-luot-kiosk.conf
put system/luot-kiosk-logind.conf /etc/systemd/logind.conf.d/luot-kiosk.conf
# After 60-input-id, which says what is a touch screen, and after every rule that gives a device to the seat.
put_text "$seat" /etc/udev/rules.d/90-luot-seat.rules
put_text "$compositor" /etc/luot/sway.conf
put_text "$policies" /etc/chromium/policies/managed/luot.json
mkdir -p "$root/usr/local/sbin"
ln -sfn /opt/luot/current/firmware-config/kiosk/luot-kiosk-usb "$root/usr/local/sbin/luot-kiosk-usb"

# Nobody logs in at the machine itself, a desktop does not take the seat, and three keys do not restart it.
for unit in getty@tty1.service autovt@.service ctrl-alt-del.target debug-shell.service lightdm.service bluetooth.service; do
  mask "$unit"
done
# Masked until it has learnt: with its empty rules it would silence the very scanner that is to be learnt.
[ -e "$root/etc/luot/usb-learned" ] || mask usbguard.service

# Exactly the screens of the settings are shown: those that were there before and are not any more, go.
want() { mkdir -p "$root/etc/systemd/system/$2.wants" && ln -sfn "/etc/systemd/system/$3" "$root/etc/systemd/system/$2.wants/$1"; }
rm -rf "$root/etc/systemd/system/luot-screens.service.wants"
rm -f "$root/etc/systemd/system/multi-user.target.wants/luot-screens.service"
for unit in $units; do
  want "$unit" luot-screens.service "${unit%%@*}@.service"
done
# An address may carry an invitation: systemd reads them as root and hands them to the one launcher.
for file in "$root"/etc/luot/kiosk-*.env "$root"/etc/luot/board-*.env; do [ ! -f "$file" ] || chmod 600 "$file"; done
[ -n "$units" ] && want luot-screens.service multi-user.target luot-screens.service
want luot-usb-learn.service multi-user.target luot-usb-learn.service

# A dark console: no penguin, no cursor, no lines of the kernel, and no screen that goes to sleep.
cmdline=$root/boot/firmware/cmdline.txt
if [ -f "$cmdline" ]; then
  line=$(head -n 1 "$cmdline")
  for word in quiet loglevel=3 logo.nologo vt.global_cursor_default=0 consoleblank=0 systemd.show_status=false; do
    case " $line " in *" $word "*) ;; *) line="$line $word" ;; esac
  done
  printf '%s\n' "$line" > "$cmdline"
fi

[ -n "$root" ] && exit 0
systemd-sysusers
systemctl daemon-reload
udevadm control --reload
udevadm trigger --subsystem-match=input --action=change
sysctl --quiet --load /etc/sysctl.d/90-luot-kiosk.conf
systemctl enable --now seatd.service
systemctl try-restart luot-screens.service
echo "screens: $(printf %s "$units" | tr '\n' ' ')(shown from the next start on, or now: systemctl start luot-screens)"
