import type { ScreenSettings } from './settings.ts'

/**
 * Writes the udev rules of the seat: whatever types, points or scrolls is ignored, except the touch screens named in
 * the settings, each for its own output.
 *
 * A scanner or keypad is a keyboard to the kernel. The hub reads it through its own door (hidraw, an evdev grab); the
 * browser must never hear it.
 */
export function seatRules(screens: readonly ScreenSettings[]): string {
  const named = screens.flatMap(({ touch, output }) => (touch === null ? [] : [keep(touch, output)]))
  return [
    '# Written by install-kiosk.sh; change LUOT_SCREEN_TOUCH in /etc/luot/kiosk-*.env and run it again.',
    'ACTION=="remove", GOTO="luot_seat_end"',
    'SUBSYSTEM!="input", GOTO="luot_seat_end"',
    'KERNEL!="event*", GOTO="luot_seat_end"',
    '',
    'ENV{LIBINPUT_IGNORE_DEVICE}="1"',
    ...named,
    '',
    'LABEL="luot_seat_end"',
    '',
  ].join('\n')
}

/** A touch screen that says it is a keyboard too is a keyboard. */
function keep(touch: string, output: string): string {
  const ids = /^([0-9a-f]{4}):([0-9a-f]{4})$/i.exec(touch)
  const which = ids
    ? `ATTRS{id/vendor}=="${ids[1]!.toLowerCase()}", ATTRS{id/product}=="${ids[2]!.toLowerCase()}"`
    : `ATTRS{name}=="${touch}"`
  const isTouch = 'ENV{ID_INPUT_TOUCHSCREEN}=="1", ENV{ID_INPUT_KEYBOARD}!="1"'
  return `${isTouch}, ${which}, ENV{LIBINPUT_IGNORE_DEVICE}="0", ENV{WL_OUTPUT}="${output}"`
}
