#!/bin/sh
# Raspberry Pi OS Bookworm: runs once before anything else, when cmdline.txt ends in
#   systemd.run=/boot/firmware/firstrun.sh systemd.run_success_action=reboot systemd.unit=kernel-command-line.target
# (Imager writes that line by itself when it is told a user; put the lines of this file at the end of its firstrun.sh then.)
# So early there is neither network nor time: it only sees to it that the next start installs Luot.
set -eu
boot=${LUOT_BOOT:-/boot/firmware}
root=${LUOT_ROOT:-}
cat >"$root/etc/systemd/system/luot-first-boot.service" <<'END'
[Unit]
Description=Installing Luot from the bundle on the boot partition
After=network.target
ConditionPathExists=/boot/firmware/luot.txt

[Service]
Type=oneshot
ExecStart=/bin/sh /boot/firmware/luot-first-boot.sh
TimeoutStartSec=30min

[Install]
WantedBy=multi-user.target
END
mkdir -p "$root/etc/systemd/system/multi-user.target.wants"
ln -sf /etc/systemd/system/luot-first-boot.service "$root/etc/systemd/system/multi-user.target.wants/luot-first-boot.service"
sed -i 's| systemd\.run=[^ ]*||g; s| systemd\.run_success_action=[^ ]*||g; s| systemd\.unit=kernel-command-line\.target||g' "$boot/cmdline.txt"
