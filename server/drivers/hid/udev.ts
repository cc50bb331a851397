/**
 * The udev rules of one HID device: the hub may read it, and its keys go nowhere else.
 *
 * Matched by the names HID gives, which are the same for USB, Bluetooth and a virtual device: `0003:1234:0001.0007`.
 */
export function hidRules({ vendorId, productId }: { vendorId: number; productId?: number }, group = 'luot'): string[] {
  const [vendor, product] = [hex(vendorId), productId === undefined ? '*' : hex(productId)]
  const isIt = `ATTR{id/vendor}=="${vendor}", ATTR{id/product}=="${product}"`
  const isItsNode = `ATTRS{id/vendor}=="${vendor}", ATTRS{id/product}=="${product}"`
  return [
    `SUBSYSTEM=="hidraw", KERNELS=="*:${vendor.toUpperCase()}:${product.toUpperCase()}.*", MODE="0660", GROUP="${group}"`,
    // The kernel drops its keys before any reader: no console, no compositor, no SysRq.
    `SUBSYSTEM=="input", KERNEL=="input[0-9]*", ${isIt}, ATTR{inhibited}="1"`,
    // And whoever still asks is told that it is no keyboard of this seat.
    `SUBSYSTEM=="input", KERNEL=="event[0-9]*", ${isItsNode}, ENV{LIBINPUT_IGNORE_DEVICE}="1", TAG-="seat", TAG-="uaccess"`,
    // For access: libusb.
    `SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ATTR{idVendor}=="${vendor}", ATTR{idProduct}=="${product}", MODE="0660", GROUP="${group}"`,
  ]
}

function hex(id: number): string {
  return id.toString(16).padStart(4, '0')
}
