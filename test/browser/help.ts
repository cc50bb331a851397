import assert from 'node:assert/strict'
import { Desks, happens, looksRight, standStill } from '../kit/desks.ts'
import { spec } from '../kit/spec.ts'

spec('a call for help between desks, before a real hub', ({ test, ...around }) => {
  const desks = new Desks(around)
  const standing = () => desks.hall.hub.road.queue().help

  test('one key pressed twice calls; a colleague comes with another; it is over with the same; nothing of it in the hall', async () => {
    const caller = await desks.seat('an', 'quay-1', { handMoved: true })
    const colleague = await desks.seat('binh', 'quay-2')
    const board = await desks.open(null, { path: '/display/' })
    const guard = await desks.open(null, { path: '/display/guard?sounds=1', script: HEAR_NOTES })
    await guard.page.getByText('Chưa có ai gọi').waitFor()
    const calls = colleague.page.locator('help-calls p')

    await standStill(caller.page)
    const button = caller.page.locator('help-button luot-button')
    const asItStood = await button.boundingBox()
    await caller.page.keyboard.press('F9')
    await button.filter({ hasText: 'Bấm lần nữa' }).waitFor()
    assert.deepEqual(await button.boundingBox(), asItStood, 'nothing moves under the finger')
    await caller.page.clock.runFor(1_000)
    await button.filter({ hasText: 'Gọi hỗ trợ' }).waitFor()
    assert.deepEqual(standing(), [], 'one press alone calls nobody')

    await caller.page.keyboard.press('F9')
    await button.filter({ hasText: 'Bấm lần nữa' }).waitFor()
    await caller.page.clock.runFor(150)
    await caller.page.keyboard.press('F9')
    await caller.page.clock.resume()
    await calls.filter({ hasText: 'Quầy 1' }).filter({ hasText: 'cần hỗ trợ ngay' }).waitFor()
    await caller.page.locator('help-calls p', { hasText: 'Đang chờ đồng nghiệp' }).waitFor()
    await looksRight(colleague, 'desk-help-called')

    await guard.page.locator('luot-guard li', { hasText: 'cần hỗ trợ' }).locator('luot-number[value="1"]').waitFor()
    await guard.until('notes > 0')
    await looksRight(guard, 'guard-called')

    // The page is loaded anew: the call is state, not a moment.
    await colleague.page.reload()
    await calls.filter({ hasText: 'Quầy 1' }).waitFor()
    await colleague.page.keyboard.press('F8')
    await caller.page.locator('help-calls p', { hasText: 'đang đến với bạn' }).waitFor()
    await looksRight(caller, 'desk-help-answered')
    await guard.page.locator('luot-guard li.answered', { hasText: 'đang đến' }).waitFor()
    await looksRight(guard, 'guard-answered')

    // Also from the middle of a question, where every letter is typed.
    await colleague.page.keyboard.press('h')
    await colleague.page.locator('luot-dialog dialog[open]').waitFor()
    await colleague.page.locator('show-keys dt', { hasText: 'F9' }).waitFor()
    await colleague.page.keyboard.press('F8')
    await calls.waitFor({ state: 'detached' })
    await happens(() => standing().length === 0, 'the call is over')
    await guard.page.getByText('Chưa có ai gọi').waitFor()
    assert.equal(await board.page.getByText('hỗ trợ').count(), 0)
    for (const screen of [caller, colleague, guard]) screen.assertQuiet()
  }, 60_000)

  test('in English, too, the button stands where it stood when it asks for the second press', async () => {
    const { page } = await desks.seat('an', 'quay-1', { handMoved: true })
    await page.locator('top-bar').getByText('English').click()
    const button = page.locator('help-button luot-button')
    await button.filter({ hasText: 'Call help' }).waitFor()
    await standStill(page)
    const asItStood = await button.boundingBox()
    await page.keyboard.press('F9')
    await button.filter({ hasText: 'Press again' }).waitFor()
    assert.deepEqual(await button.boundingBox(), asItStood)
  }, 60_000)
})

/** Counts the notes a page plays. */
const HEAR_NOTES = `
  globalThis.notes = 0
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (...when) {
    notes++
    return start.apply(this, when)
  }
`
