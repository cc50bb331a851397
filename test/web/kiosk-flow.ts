import * as assert from 'node:assert/strict'
import type { IssuedTicket, SlipMoment } from '#core/contract/kiosk.ts'
import {
  afterTime,
  back,
  forward,
  here,
  home,
  instead,
  kept,
  type Path,
  slipSaid,
  ticketShown,
  withLess,
  withMore,
} from '../../kiosk/src/flow.ts'
import { idleOf } from '../../kiosk/src/idle.ts'
import { pageOf } from '../../kiosk/src/page-of.ts'
import { settingsOf } from '../../kiosk/src/settings.ts'
import { spec } from '../kit/spec.ts'

const issued: IssuedTicket = {
  id: 'ticket-0001',
  number: 'A001',
  service: { vi: 'Hộ tịch', en: 'Civil status' },
  counters: ['1'],
  ahead: 0,
  wait: null,
  issuedAt: 0,
  notes: [],
  practice: false,
  url: 'http://hub/t/x',
  slip: 'printing',
}
const said = (outcome: SlipMoment['outcome'], ticket = issued.id): SlipMoment => ({ ticket, outcome, message: null })
const slipOf = (screen: ReturnType<typeof ticketShown>) => (screen.at === 'ticket' ? screen.slip.is : screen.at)
const atHome: Path = [{ at: 'home' }]

spec('the way through the kiosk', ({ test }) => {
  test('Back goes one step, Home to the root, and neither leaves it', () => {
    const path = forward(forward(atHome, { at: 'fields' }), { at: 'found', field: 'Hộ tịch' })
    assert.deepEqual(here(back(path)), { at: 'fields' })
    assert.deepEqual(home(path), atHome)
    assert.deepEqual(back(atHome), atHome)
  })

  test('what stands instead of a step leaves no way back to it', () => {
    const asking = forward(atHome, { at: 'search', text: 'k' })
    assert.deepEqual(back(instead(asking, { at: 'search', text: 'kh' })), atHome)
  })

  test('a printed slip leaves the number on the glass for six to ten seconds', () => {
    const printed = slipSaid(ticketShown(issued, undefined, 0), said('printed'), 2_000)
    assert.notEqual(afterTime(printed, 2_000 + 6_000), 'go-home')
    assert.equal(afterTime(printed, 2_000 + 10_000), 'go-home')
  })

  test('a further service joins the number that stands there, and no other screen', () => {
    const visit = { services: ['ho-tich'], further: [], toConfirm: true }
    const shown = ticketShown(issued, undefined, 0, 0, visit)
    const more = withMore(shown, 'cu-tru', { vi: 'Cư trú', en: 'Residence' })
    assert.deepEqual(more.at === 'ticket' && more.visit, {
      services: ['ho-tich', 'cu-tru'],
      further: [{ service: 'cu-tru', name: { vi: 'Cư trú', en: 'Residence' } }],
      toConfirm: true,
    })
    assert.deepEqual(withMore({ at: 'home' }, 'cu-tru', { vi: '', en: '' }), { at: 'home' })
  })

  test('a further service taken out leaves the number as it was, and nobody else’s', () => {
    const visit = { services: ['ho-tich'], further: [], toConfirm: true }
    const shown = ticketShown(issued, undefined, 0, 0, visit)
    const more = withMore(shown, 'cu-tru', { vi: 'Cư trú', en: 'Residence' })
    assert.deepEqual(withLess(more, issued.id, 'cu-tru'), shown)
    assert.equal(withLess(more, 'somebody', 'cu-tru'), more)
  })

  test('a slip that fails leaves time for a photograph', () => {
    const failed = slipSaid(ticketShown(issued, undefined, 0), said('failed'), 2_000)
    assert.notEqual(afterTime(failed, 2_000 + 30_000), 'go-home')
  })

  test('a printer that never answers does not hold the glass for ever, and nothing is promised', () => {
    const silent = afterTime(ticketShown(issued, undefined, 0), 15_000)
    assert.ok(silent !== 'go-home')
    assert.equal(slipOf(silent), 'silent')
    assert.equal(afterTime(silent, 30_000), 'go-home')
  })

  test('what the printer says of another ticket changes nothing', () => {
    const shown = ticketShown(issued, undefined, 0)
    assert.equal(slipSaid(shown, said('failed', 'somebody-else'), 10), shown)
  })

  test('what the printer said before the number was shown is not lost', () => {
    assert.equal(slipOf(ticketShown(issued, said('printed'), 0)), 'printed')
  })

  test('a touch keeps the number', () => {
    const printed = ticketShown(issued, said('printed'), 0)
    assert.notEqual(afterTime(kept(printed, 7_000), 20_000), 'go-home')
  })

  test('idle: warned at 45 s, gone after 20 s more', () => {
    assert.deepEqual(idleOf(0, 44_999), { is: 'here' })
    assert.deepEqual(idleOf(0, 45_000), { is: 'leaving', secondsLeft: 20 })
    assert.deepEqual(idleOf(0, 64_001), { is: 'leaving', secondsLeft: 1 })
    assert.deepEqual(idleOf(0, 65_000), { is: 'gone' })
  })

  test('an address names its page', () => {
    assert.deepEqual(pageOf('/kiosk/'), { is: 'kiosk' })
    assert.deepEqual(pageOf('/kiosk/lookup'), { is: 'lookup' })
    assert.deepEqual(pageOf('/kiosk/rating'), { is: 'rating' })
    assert.deepEqual(pageOf('/t/abc%2Dd'), { is: 'ticket', code: 'abc-d' })
    assert.deepEqual(pageOf('/p/1.001193'), { is: 'procedure', code: '1.001193' })
  })

  test('settings that make no sense are left out', () => {
    const odd = settingsOf(new URLSearchParams('id=<b>&pxmm=-3&text=huge&lang=xx'))
    assert.equal(odd.id, null)
    assert.equal(odd.pxPerMm, 4.032)
    assert.deepEqual(odd.look, { language: 'vi', text: 'normal', contrast: 'normal', reach: 'normal' })
    assert.equal(settingsOf(new URLSearchParams('pxmm=5.2&reach=low')).pxPerMm, 5.2)
  })
})
