import * as assert from 'node:assert/strict'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Order } from '../kit/browser-door.ts'
import { type LockedKiosk, type Look, openLockedKiosk } from '../kit/browser-lock.ts'
import { lockLacks } from '../kit/browser-policies.ts'
import { seatLacks } from '../kit/browser-seat.ts'
import { grabKeyboard } from '../kit/grab-keyboard.ts'
import { spec } from '../kit/spec.ts'

/**
 * Tries every way out of a kiosk: Xvfb and xdotool are the hands, the launcher, flags and policies are the shipped ones.
 *
 * `npm run test:kiosk` (minutes) touches two thousand times instead of four hundred, and presses every key alone first,
 * without the input filter: what still does something in a browser that has only its policies is what the filter is for.
 *
 * Waits for real time: whether a key or an order did something shows only some time after it; the browser's own clock decides.
 */
const EVERYTHING = process.env.LUOT_KIOSK_ALL === '1'

const TOUCHES = EVERYTHING ? 2_000 : 400

const KEYS = [
  ...['t', 'n', 'w', 'q', 'l', 'o', 'p', 's', 'h', 'j', 'u', 'f', 'g', 'k', 'e', 'd', 'r', 'plus', 'minus', '0', 'Tab'],
].map((key) => `ctrl+${key}`)
KEYS.push(
  ...['n', 'i', 'j', 'c', 't', 'Escape', 'b', 'o', 'w', 'q', 'm', 'Delete', 'a'].map((key) => `ctrl+shift+${key}`),
)
KEYS.push(...['F4', 'Home', 'Left', 'd', 'f', 'e', 'space', 'Tab', 'shift+i'].map((key) => `alt+${key}`))
KEYS.push(...['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'shift+Escape', 'shift+F10', 'Super_L', 'Escape'])
KEYS.push(...['Menu', 'Print', 'BackSpace', 'XF86Back', 'XF86HomePage', 'XF86Search', 'ctrl+alt+F2', 'ctrl+alt+Delete'])

/** What a page that is broken, or broken into, could try. */
const FROM_INSIDE: Order[] = [
  { do: 'print' },
  { do: 'pick-file' },
  { do: 'leave-full-screen' },
  { do: 'go', url: '/kiosk/paper.pdf' },
  { do: 'download', url: '/kiosk/paper.pdf' },
  ...[
    ...[
      'file:///etc/passwd',
      'view-source:http://127.0.0.1/',
      'data:text/html,hi',
      'chrome://policy',
      'chrome://version',
    ],
    ...['devtools://devtools/bundled/inspector.html', 'filesystem:http://127.0.0.1/x'],
    // The hub's own policy for its pages lets no address be a program.
    'javascript:alert(1)',
  ].map((url): Order => ({ do: 'go', url })),
  ...[
    ...['http://example.com/', 'https://example.com/', 'ftp://example.com/', 'file:///etc/passwd', 'data:text/html,hi'],
    ...['javascript:alert(1)', 'mailto:a@example.com', 'tel:113', 'intent://x#Intent;end', 'chrome://version'],
    ...['about:blank', 'blob:http://127.0.0.1/x', 'view-source:http://127.0.0.1/', '/desk/'],
  ].flatMap((url): Order[] => [
    { do: 'open', url },
    ...(EVERYTHING
      ? ([
          { do: 'link', url },
          { do: 'frame', url },
        ] as const)
      : []),
  ]),
]

/** A page that goes here itself loses its place to the browser's "blocked" page. */
const BLOCKED_AND_BACK = ['http://example.com/', '/desk/', 'ftp://example.com/', 'mailto:a@example.com']

spec('no way leads out of the kiosk', ({ test, skip, before, after }) => {
  const lacks = seatLacks() ?? lockLacks()
  if (lacks !== null) {
    skip('every way out', lacks)
    return
  }
  let kiosk: LockedKiosk
  let first: Look

  before(async () => {
    kiosk = await openLockedKiosk()
    first = await kiosk.look()
  })
  after(() => kiosk.close())

  const pressed = async (key: string) => {
    kiosk.seat.xdo('key', key)
    await wait(600)
    return kiosk.look()
  }

  test('the probe sees: with a keyboard and without the filter, there are ways out', async () => {
    const after = await pressed('ctrl+t')
    assert.notDeepEqual(outside(after), outside(first), 'Ctrl+T opened nothing: then this probe proves nothing')
    assert.ok(after.page === null || after.page.keys > 0)
    await kiosk.afresh()
    kiosk.seat.xdo('type', '--delay', '2', SCANNED)
    await wait(500)
    assert.ok(
      ((await kiosk.look()).page?.keys ?? 0) > 20,
      'a scanner that types was not heard: then this probe proves nothing',
    )
    await kiosk.afresh()
  }, 60_000)

  if (EVERYTHING) {
    test('which keys still do something where only the policies stand', async () => {
      const found: string[] = []
      for (const key of KEYS) {
        const start = await kiosk.look()
        const then = await pressed(key)
        const did = difference(start, then)
        if (did === null) continue
        found.push(`${key}: ${did}`)
        await kiosk.afresh()
      }
      console.log(`${found.length} of ${KEYS.length} keys do something without the filter:\n  ${found.join('\n  ')}`)
    }, 300_000)
  } else {
    skip('which keys still do something where only the policies stand', 'takes minutes: npm run test:kiosk')
  }

  test('with the filter no key does anything, and the page hears none', async () => {
    const start = await kiosk.look()
    const filter = await grabKeyboard(kiosk.seat.display)
    kiosk.seat.xdo('key', '--delay', '30', ...KEYS)
    await wait(600)
    const then = await kiosk.look()
    filter.release()
    assert.equal(difference(start, then), null)
    assert.equal(then.page?.keys, start.page?.keys)
  }, 60_000)

  test('with the filter a scanner that types is not heard, control codes, line ends and 10 kB included', async () => {
    const start = await kiosk.look()
    const filter = await grabKeyboard(kiosk.seat.display)
    kiosk.seat.xdo('type', '--delay', '0', `${SCANNED}${'A1'.repeat(5_000)}\n`)
    for (const key of ['Escape', 'Return', 'ctrl+m', 'ctrl+bracketleft', 'ctrl+w']) kiosk.seat.xdo('key', key)
    await wait(600)
    const then = await kiosk.look()
    filter.release()
    assert.equal(difference(start, then), null)
    assert.equal(then.page?.keys, start.page?.keys)
  }, 60_000)

  test('what a page may try from inside opens no window and takes no other page', async () => {
    for (const order of FROM_INSIDE) {
      const start = await kiosk.look()
      assert.ok(start.page !== null)
      kiosk.door.order(order)
      await wait(350)
      const then = await kiosk.look()
      const did = difference(withoutBubble(start), withoutBubble(then))
      assert.equal(did, null, `${JSON.stringify(order)}: ${did}`)
    }
  }, 120_000)

  test(`${TOUCHES} touches and drags leave the kiosk where it is`, async () => {
    const start = await kiosk.look()
    const random = numbers(20_261_123)
    const place = () => [Math.floor(random() * kiosk.seat.width), Math.floor(random() * kiosk.seat.height)].map(String)
    for (let batch = 0; batch < TOUCHES / 100; batch++) {
      const steps = Array.from({ length: 100 }, () => {
        const kind = random()
        if (kind < 0.75) return ['mousemove', ...place(), 'click', '1']
        if (kind < 0.9) return ['mousemove', ...place(), 'mousedown', '1', 'mousemove', ...place(), 'mouseup', '1']
        // What a finger that rests long becomes, and the buttons of a mouse that nobody should have plugged in.
        return ['mousemove', ...place(), 'click', String(2 + Math.floor(random() * 4))]
      })
      kiosk.seat.xdo(...steps.flat())
      await wait(30)
    }
    await wait(500)
    const then = await kiosk.look()
    kiosk.seat.shot(join('.cache', 'shots', 'kiosk-after-touches.png'))
    assert.equal(difference(withoutBubble(start), withoutBubble(then)), null)
    // A busy machine draws too slowly to feel each of them; the rest went to a browser that was busy.
    console.log(`the page felt ${then.page?.taps} of ${TOUCHES} touches`)
    assert.ok((then.page?.taps ?? 0) > TOUCHES / 20, `the page felt only ${then.page?.taps} of them`)
  }, 600_000)

  const goneTo = EVERYTHING ? BLOCKED_AND_BACK : BLOCKED_AND_BACK.slice(0, 1)
  for (const url of goneTo) {
    test(`a page that leaves for ${url} is blocked, and back within 30 s`, async () => {
      kiosk.door.order({ do: 'go', url })
      await wait(1_000)
      assert.equal(
        (await kiosk.look()).page,
        null,
        'the page is still there: then it belongs to what may be tried from inside',
      )
      const took = await kiosk.screen.until(/the page is up/, EVERYTHING ? 30_000 : 90_000)
      console.log(`blocked ${url}: back after ${((took + 1_000) / 1000).toFixed(1)} s`)
      assert.deepEqual(outside(await kiosk.look()), outside(first))
    }, 120_000)
  }
})

/** A code as a bad scanner may type it: letters, control keys, and what a terminal would take for a command. */
const SCANNED = 'A012-LUOT?code=079123456789&x=1;Nguyen'

/** Leaves out the bubble by which the browser tells of a blocked download: it has no button that leads anywhere. */
const withoutBubble = ({ windows, page }: Look): Look => ({
  windows: windows.filter((window) => !/^\(has no name\) \d{2,3}x\d{2}\+/.test(window)),
  page,
})

const outside = ({ windows }: Look) => windows

/** Says in words what is different now, or null. */
function difference(before: Look, after: Look): string | null {
  const windows = after.windows.join(', ')
  if (windows !== before.windows.join(', ')) return windows === '' ? 'no window is left' : `there is ${windows}`
  if (after.page === null) return 'the page is no longer there'
  if (after.page.bornAt !== before.page?.bornAt) return 'the page was loaded anew'
  const changed = (['href', 'width', 'height', 'zoom'] as const).filter(
    (name) => after.page?.[name] !== before.page?.[name],
  )
  return changed.length === 0 ? null : changed.map((name) => `${name} is ${after.page?.[name]}`).join(', ')
}

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
