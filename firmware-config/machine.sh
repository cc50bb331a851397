# shellcheck shell=sh disable=SC2154
# Sourced by install.sh: the machine's name, address, Wi-Fi, card and data partition.

# The factory's name goes; a name a person gave stays, unless another is asked for.
host=$(cat "$root/etc/hostname" 2>/dev/null || true)
if [ -n "$name" ] || { is hub && case $host in '' | raspberrypi | localhost | debian) true ;; *) false ;; esac; }; then
  printf '%s\n' "$named" | lay_text /etc/hostname
  if [ -f "$root/etc/hosts" ] && ! grep -q "^127.0.1.1[[:space:]]*$named\$" "$root/etc/hosts"; then
    { sed '/^127\.0\.1\.1[[:space:]]/d' "$root/etc/hosts"; printf '127.0.1.1\t%s\n' "$named"; } | lay_text /etc/hosts
  fi
fi

if [ -n "$address" ]; then
  case $address in *[!0-9./]* | */*/*) die "--address is like 192.168.1.10/24, not $address" ;; */*) ;; *) die "--address needs its width, as in $address/24" ;; esac
  lay_text /etc/NetworkManager/system-connections/luot-lan.nmconnection 600 <<-END
	[connection]
	id=luot-lan
	type=ethernet
	autoconnect-priority=10

	[ipv4]
	method=manual
	address1=$address${gateway:+,$gateway}
	${gateway:+dns=$gateway;}
	may-fail=true

	[ipv6]
	method=link-local
	END
fi

if [ -n "$hotspot" ]; then
  case $hotspot in *[!A-Za-z0-9\ _-]*) die '--hotspot is letters, digits, spaces, - and _' ;; esac
  offer /etc/NetworkManager/system-connections/luot-hotspot.nmconnection 600 <<-END
	[connection]
	id=luot-hotspot
	type=wifi
	autoconnect=true

	[wifi]
	mode=ap
	ssid=$hotspot
	band=bg

	[wifi-security]
	key-mgmt=wpa-psk
	psk=$(made_up 12)

	[ipv4]
	method=shared
	address1=10.42.0.1/24

	[ipv6]
	method=disabled
	END
  say "the Wi-Fi's password stands in /etc/NetworkManager/system-connections/luot-hotspot.nmconnection"
fi

# The card lives longer when reading writes nothing and changes wait half a minute. The hub's own writes are synced at once all the same.
if [ -f "$root/etc/fstab" ]; then
  awk '$1 !~ /^#/ && $2 == "/" && $3 == "ext4" {
         if ($4 !~ /noatime/) $4 = $4 ",noatime"
         if ($4 !~ /commit=/) $4 = $4 ",commit=30"
       } { print }' "$root/etc/fstab" | lay_text /etc/fstab
fi

# A partition that a person named luot-data holds the data; it is never made nor emptied here.
label=$([ -n "$root" ] || blkid -L luot-data 2>/dev/null || true)
if [ -n "$label" ] && is hub && ! grep -q '/var/lib/luot' "$root/etc/fstab"; then
  { cat "$root/etc/fstab"; echo 'LABEL=luot-data /var/lib/luot ext4 defaults,noatime,nofail,x-systemd.device-timeout=30s 0 2'; } | lay_text /etc/fstab
  mkdir -p /var/lib/luot
fi
