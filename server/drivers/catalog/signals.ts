import Type from 'typebox'
import { type DriverRow, name, row, strict, whole } from './row.ts'

const pin = Type.Integer({ minimum: 0, maximum: 200 })
const debounceMs = whole(0, 500, 40)

/** One pin, name, code or label for one thing: two of a kind is a slip of the pen that would light the wrong lamp. */
const allDiffer = (values: readonly (string | number)[]) => new Set(values).size === values.length
const names = (rows: readonly { name: string }[]) => rows.map((row) => row.name)

const GpioSignal = Type.Refine(
  Type.Object(
    {
      chip: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
      buttons: Type.Array(Type.Object({ name, pin, activeLow: Type.Boolean({ default: true }), debounceMs }, strict), {
        maxItems: 40,
        default: [],
      }),
      lamps: Type.Array(Type.Object({ name, pin, activeLow: Type.Boolean({ default: false }) }, strict), {
        maxItems: 40,
        default: [],
      }),
    },
    strict,
  ),
  ({ buttons, lamps }) =>
    allDiffer([...buttons, ...lamps].map((one) => one.pin)) && allDiffer(names(buttons)) && allDiffer(names(lamps)),
  () => 'a pin or a name stands there twice',
)

const OverlaySignal = Type.Refine(
  Type.Object(
    {
      buttons: Type.Array(
        Type.Object({ name, keycode: Type.Integer({ minimum: 1, maximum: 767 }), debounceMs }, strict),
        { maxItems: 40, default: [] },
      ),
      lamps: Type.Array(
        Type.Object({ name, led: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9:_-]{0,62}$' }) }, strict),
        { maxItems: 40, default: [] },
      ),
    },
    strict,
  ),
  ({ buttons, lamps }) =>
    allDiffer(buttons.map(({ keycode }) => keycode)) &&
    allDiffer(lamps.map(({ led }) => led)) &&
    allDiffer(names(buttons)) &&
    allDiffer(names(lamps)),
  () => 'a key code, a label or a name stands there twice',
)

const Names = Type.Object(
  { buttons: Type.Array(name, { default: ['call'] }), lamps: Type.Array(name, { default: ['call'] }) },
  strict,
)

/** Every driver of buttons, lamps and buzzers. */
export const signals: readonly DriverRow[] = [
  row('gpio', 'signal', { vi: 'Nút bấm và đèn nối dây', en: 'Wired buttons and lamps' }, GpioSignal, {
    async open(settings, timers) {
      const { openSignal } = await import('../signal/driver.ts')
      return { kind: 'signal', device: await openSignal(settings, { timers }) }
    },
  }),
  row(
    'gpio-overlay',
    'signal',
    { vi: 'Nút bấm và đèn do nhân Linux điều khiển', en: 'Buttons and lamps driven by the kernel' },
    OverlaySignal,
    {
      async open(settings, timers) {
        const { openOverlay } = await import('../signal/overlay.ts')
        return { kind: 'signal', device: await openOverlay(settings, { timers }) }
      },
      udev: [
        // The hub reads the buttons; no seat does, or a button would press keys in the page of a kiosk.
        'SUBSYSTEM=="input", KERNEL=="event*", ATTRS{phys}=="gpio-keys/input0", ENV{LIBINPUT_IGNORE_DEVICE}="1", MODE="0660", GROUP="gpio"',
        // The kernel gives the files of a lamp to root alone.
        `SUBSYSTEM=="leds", DRIVERS=="leds-gpio", ACTION=="add", RUN+="/bin/sh -c 'chgrp gpio /sys%p/brightness /sys%p/trigger && chmod g+w /sys%p/brightness /sys%p/trigger'"`,
      ],
    },
  ),
  row('virtual-signal', 'signal', { vi: 'Nút và đèn ảo', en: 'Virtual buttons and lamps' }, Names, {
    async open(settings, timers) {
      const { virtualSignal } = await import('../signal/fake.ts')
      return { kind: 'signal', device: virtualSignal({ ...settings, timers }) }
    },
  }),
]
