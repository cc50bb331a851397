import assert from 'node:assert/strict'
import type { Sign, SignFace } from '#server/drivers/sign/port.ts'
import { spec } from '../kit/spec.ts'

/** Three signs of four cells that draw letters: at `quay-1`, `quay-2` and `quay-3`. */
export interface SignsOnTheBench {
  sign: Sign
  /** What people read on the glass. */
  shows(place: string): string
  losePower(place: string): void
  /** Only where the signs answer at all. */
  silence?: { fall(place: string): void; speak(place: string): void }
  unplug(): void
  /** Lets time pass until it is so; the test's limit is the end of patience. */
  until(check: () => boolean): Promise<void>
  cleanUp?(): Promise<void>
}

const face = (number: string | null, counter = '1'): SignFace => ({ number, counter, calling: false })
const blank = '    '

/** `answers: false` for signs that never say a word: they are never silent either. */
export function signLaw(name: string, open: () => Promise<SignsOnTheBench>, { answers = true } = {}): void {
  spec(`sign law: ${name}`, ({ test }) => {
    async function bench(body: (on: SignsOnTheBench) => Promise<void>): Promise<void> {
      const on = await open()
      try {
        await body(on)
      } finally {
        await on.sign.close()
        await on.cleanUp?.()
      }
    }
    const reads = (on: SignsOnTheBench, ...texts: string[]) =>
      on.until(() => texts.every((text, at) => on.shows(`quay-${at + 1}`) === text))

    test('each place shows its number, one that is not named is blank, and one that hangs elsewhere is nothing', () =>
      bench(async (on) => {
        on.sign.want({ 'quay-1': face('A012'), 'quay-3': face('7'), 'quay-99': face('B001'), '*': face('A012') })
        await reads(on, 'A012', blank, '   7')
        await on.until(() => on.sign.health().state === 'ready')
      }))

    test('another number takes its place, and none leaves it blank', () =>
      bench(async (on) => {
        on.sign.want({ 'quay-1': face('A012'), 'quay-2': face('H001') })
        await reads(on, 'A012', 'H001')
        on.sign.want({ 'quay-1': face('A013'), 'quay-2': face(null) })
        await reads(on, 'A013', blank, blank)
      }))

    test('of many wishes in a row the last one stands', () =>
      bench(async (on) => {
        for (let number = 1; number <= 30; number++) {
          on.sign.want({ 'quay-1': face(`A0${number}`.slice(-4)), 'quay-2': face(String(number)) })
        }
        await reads(on, 'A030', '  30', blank)
      }))

    test('a sign that lost its power shows its number again by itself', () =>
      bench(async (on) => {
        on.sign.want({ 'quay-2': face('A012') })
        await reads(on, blank, 'A012')
        on.losePower('quay-2')
        assert.equal(on.shows('quay-2'), blank)
        await reads(on, blank, 'A012')
      }))

    test('a number that does not fit leaves its sign blank and says which: never a wrong number', () =>
      bench(async (on) => {
        on.sign.want({ 'quay-1': face('A012'), 'quay-2': face('A012') })
        await reads(on, 'A012', 'A012')
        on.sign.want({ 'quay-1': face('A012'), 'quay-2': face('A10123') })
        await reads(on, 'A012', blank)
        await on.until(() => on.sign.health().state === 'warning')
        const health = on.sign.health()
        assert.ok(health.state === 'warning' && health.fault === 'sign-too-narrow', JSON.stringify(health))
        assert.match(health.part ?? '', /quay-2/)
        assert.doesNotMatch(health.part ?? '', /quay-[13]/)
        on.sign.want({ 'quay-1': face('A012'), 'quay-2': face('A013') })
        await reads(on, 'A012', 'A013')
        await on.until(() => on.sign.health().state === 'ready')
      }))

    if (answers) declareSilence()

    test('closing leaves every sign blank', async () => {
      const on = await open()
      on.sign.want({ 'quay-1': face('A001'), 'quay-2': face('A002'), 'quay-3': face('A003') })
      await reads(on, 'A001', 'A002', 'A003')
      let isClosed = false
      const closing = on.sign.close().then(() => {
        isClosed = true
      })
      await on.until(() => isClosed)
      await closing
      await reads(on, blank, blank, blank)
      await on.cleanUp?.()
    })

    test('unplugged it is gone and says so, and closing it then is no trouble', () =>
      bench(async (on) => {
        on.sign.want({ 'quay-1': face('A001') })
        await reads(on, 'A001')
        on.unplug()
        on.sign.want({ 'quay-1': face('A002') })
        assert.equal(await on.sign.gone, 'device-missing')
        assert.deepEqual(on.sign.health(), { state: 'broken', fault: 'device-missing' })
      }))

    function declareSilence(): void {
      test('a silent sign is a warning that names it, the others go on, and it comes back with what it should show', () =>
        bench(async (on) => {
          const silence = on.silence!
          on.sign.want({ 'quay-1': face('A001'), 'quay-2': face('A002') })
          await reads(on, 'A001', 'A002', blank)
          silence.fall('quay-2')
          on.sign.want({ 'quay-1': face('A003'), 'quay-2': face('A004'), 'quay-3': face('A005') })
          await on.until(() => on.sign.health().state === 'warning')
          const health = on.sign.health()
          assert.ok(health.state === 'warning' && health.fault === 'sign-silent', JSON.stringify(health))
          assert.match(health.part ?? '', /quay-2/)
          await reads(on, 'A003', 'A002', 'A005')
          on.sign.want({ 'quay-1': face('A006'), 'quay-2': face('A007'), 'quay-3': face('A005') })
          await reads(on, 'A006', 'A002', 'A005')
          silence.speak('quay-2')
          await reads(on, 'A006', 'A007', 'A005')
          await on.until(() => on.sign.health().state === 'ready')
        }))

      test('when none answers it is broken, and works again when they do', () =>
        bench(async (on) => {
          const silence = on.silence!
          const all = ['quay-1', 'quay-2', 'quay-3']
          for (const place of all) silence.fall(place)
          on.sign.want({ 'quay-1': face('A001') })
          await on.until(() => on.sign.health().state === 'broken')
          for (const place of all) silence.speak(place)
          await reads(on, 'A001', blank, blank)
          await on.until(() => on.sign.health().state === 'ready')
        }))
    }
  })
}
