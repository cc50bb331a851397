import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import type { ScannedMoment } from '#core/contract/scanned.ts'
import type { Office } from '#core/domain/office.ts'
import { cardPasses } from '#server/edge/card-pass.ts'
import { classByAge, identityCardIn } from '#server/edge/identity-card.ts'
import { hearScans } from '#server/edge/scans.ts'
import { slipCodes } from '#server/edge/slip-code.ts'
import { demoHall } from '#server/settings/demo-office.ts'
import { testOffice } from '../kit/no-limits.ts'
import { spec } from '../kit/spec.ts'
import { callNext, desk2, Hall, issued, MORNING, opened, type Step, timeKept } from '../kit/trade.ts'

const cases = new URL('../../../shared/data/cccd-qr-cases.json', import.meta.url)
const card = '001090123456|012345678|NGUYỄN VĂN THỬ|01011950|Nam|Số 5, Phố Thử, Hà Nội|15042021'
const NAMES = ['NGUYỄN', 'THỬ', '001090123456', '012345678', '01011950', '1950', 'Phố', 'Nam']

spec('an identity card under the scanner', ({ test, skip }) => {
  const read = (text: string, symbology?: string) => identityCardIn({ text, ...(symbology && { symbology }) })

  test('gives its number and its date of birth, and nothing else', () => {
    assert.deepEqual(read(card), { number: '001090123456', bornOn: '1950-01-01' })
  })

  test('is read though its letters are spoilt, its dates have slashes, or a newer card says more', () => {
    for (const other of [
      card.normalize('NFD'),
      card.replace(/[^ -~]/g, ''),
      Buffer.from(card).toString('latin1'),
      card.replace('01011950', '01/01/1950').replace('15042021', '15/04/2021'),
      `${card}|NGUYỄN VĂN BA|LÊ THỊ TƯ||`,
      ` ${card}\r\n`,
      card.replace('012345678', ''),
    ]) {
      assert.deepEqual(read(other), { number: '001090123456', bornOn: '1950-01-01' }, other)
    }
  })

  test('is not what only looks like one', () => {
    for (const other of [
      '',
      '|',
      '001090123456|',
      '001090123456|x|y|99999999|Nam|z|15042021',
      card.replace('01011950', '30021950'),
      card.replace('01011950', '01011850'),
      card.replace('15042021', 'tomorrow'),
      card.replace('001090123456', '00109012345'),
      card.replace('001090123456', '0010901234567'),
      card.replace('001090123456', '００１０９０１２３４５６'),
      `x${card}`,
      'https://example.invalid/?x=1|2|3',
      'GD4010112345678|4e67|01/01/1990|1|48c3|01 - 001|01/01/2024|-|31/12/2024|...',
    ]) {
      assert.equal(read(other), null, other)
    }
  })

  test('may be a bare number, but no price tag and no number that no card can have', () => {
    assert.deepEqual(read('079188801234'), { number: '079188801234', bornOn: null })
    assert.equal(read('079188801234', ']E0'), null)
    assert.equal(read('893850597419'), null)
    assert.equal(read('079988801234'), null)
  })

  test('suggests the class of the oldest age it has reached, from the birthday on', () => {
    const ages: Office = {
      ...testOffice,
      classes: testOffice.classes.map((one, i) => ({ ...one, fromAge: [60, 80][i] ?? null })),
    }
    const [sixty, eighty] = ages.classes
    const suggested = (bornOn: string | null) => classByAge(ages, bornOn, MORNING)
    assert.equal(suggested('1966-11-24'), null, 'sixty tomorrow')
    assert.equal(suggested('1966-11-23'), sixty?.id, 'sixty today')
    assert.equal(suggested('1946-11-24'), sixty?.id)
    assert.equal(suggested('1946-11-23'), eighty?.id)
    assert.equal(suggested(null), null)
    const older = { ...ages, classes: ages.classes.map(({ fromAge: _, ...one }) => one) } as unknown as Office
    assert.equal(classByAge(older, '1900-01-01', MORNING), null, 'an office of an older release')
  })

  if (!existsSync(cases)) {
    skip('every case of the shared data is what it says it is', `${cases.pathname} is not here`)
  } else {
    test('every case of the shared data is what it says it is', () => {
      const { cases: all } = JSON.parse(readFileSync(cases, 'utf8')) as {
        cases: { name: string; raw: string; expect: { kind?: string; ngay_sinh?: string } }[]
      }
      assert.ok(all.length >= 13)
      const { scan } = kioskIn({ ...testOffice, limits: { ...testOffice.limits, perPersonDay: 1 } })
      for (const { name, raw, expect } of all) {
        const kind = { bhyt: 'other-card', dossier: 'dossier', unknown: 'unknown' }[expect.kind ?? ''] ?? 'card'
        const told = scan(raw)
        assert.equal(told?.kind, kind, name)
        const read = identityCardIn({ text: raw })
        assert.equal(read?.number ?? null, kind === 'card' ? raw.slice(0, 12) : null, name)
        if (expect.ngay_sinh) assert.equal(read?.bornOn, expect.ngay_sinh, name)
      }
    })
  }
})

spec('what a kiosk is told of a scan', ({ test }) => {
  const asking: Office = { ...testOffice, limits: { ...testOffice.limits, perPersonDay: 1 } }

  test('of a card: a pass and a class, and no figure or letter of it', () => {
    const { scan } = kioskIn(asking)
    const told = scan(card)
    assert.ok(told?.kind === 'card' && told.pass !== null)
    assert.equal(told.suggests, 'cao-tuoi')
    for (const planted of NAMES) assert.ok(!JSON.stringify(told).includes(planted), planted)
  })

  test('where no card is asked for, nothing is sealed: the class is all there is', () => {
    assert.deepEqual(kioskIn(testOffice).scan(card), { kind: 'card', pass: null, suggests: 'cao-tuoi' })
    assert.deepEqual(kioskIn(testOffice).scan('079188801234'), { kind: 'card', pass: null, suggests: null })
  })

  test('of a slip: one’s own number as it stands, and nothing of a forged one or yesterday’s', () => {
    const { scan, slipOf } = kioskIn(testOffice, opened(desk2), issued(), issued(), callNext(desk2))
    assert.partialDeepStrictEqual(scan(slipOf('H002')), {
      kind: 'ticket',
      ticket: { number: 'H002', state: 'waiting', counter: null },
    })
    assert.partialDeepStrictEqual(scan(slipOf('H001')), {
      kind: 'ticket',
      ticket: { number: 'H001', state: 'called', counter: '2' },
    })
    assert.deepEqual(scan('http://luot.local/t/H001-0000000000'), { kind: 'ticket', ticket: null })
  })

  test('of an appointment, a procedure and a dossier: the code, where the page can do something with it', () => {
    const { scan } = kioskIn(testOffice)
    assert.deepEqual(scan('LUOT-HEN:123456'), { kind: 'appointment', code: '123456' })
    assert.deepEqual(scan('https://mot-cua.example.vn/hen/654321'), { kind: 'appointment', code: '654321' })
    assert.deepEqual(scan('1.001193'), { kind: 'procedure', code: '1.001193' })
    assert.deepEqual(scan('http://luot.local:8080/p/1.001193'), { kind: 'procedure', code: '1.001193' })
    assert.deepEqual(scan('9.999999'), { kind: 'unknown' })
    assert.deepEqual(scan('H15.50.05.13-261008-0975'), { kind: 'dossier' })
  })

  test('S12: of anything else only that it is unknown', () => {
    const { scan } = kioskIn(testOffice)
    for (const text of [
      '\u001b[2J\u001b]0;x\u0007',
      'LUOT-HEN:123456\u0000',
      '\u0011LUOT-HEN:123456',
      'LUOT-HEN:１２３４５６',
      '<script>alert(1)</script>',
      "'; DROP TABLE tickets; --",
      'javascript:alert(1)',
      'A\r\nLUOT-HEN:123456',
      'https://example.invalid/hen/123456\u202e',
      `https://example.invalid/${'a'.repeat(600)}/hen/123456`,
      '9'.repeat(4_096),
      'ufffd'.padEnd(600, '\ufffd'),
      '..',
      'constructor',
      '__proto__',
    ]) {
      assert.deepEqual(scan(text), { kind: 'unknown' }, JSON.stringify(text.slice(0, 60)))
    }
  })

  test('a scanner that belongs to no kiosk tells nobody, and why is said without the code', () => {
    const { scan, refused } = kioskIn(testOffice)
    assert.equal(scan(card, 'unplaced'), null)
    assert.deepEqual(refused, ['no-kiosk'])
  })

  test('a code left under the scanner is told once, and again when it was away', () => {
    const { hear, told, rest } = kioskIn(testOffice)
    for (let i = 0; i < 200; i++) {
      hear('LUOT-HEN:123456')
      rest(100)
    }
    assert.equal(told.length, 1)
    rest(2_000)
    hear('LUOT-HEN:123456')
    assert.equal(told.length, 2)
  })

  test('a scanner gone wild is heard no faster than a hand, and complained of once', () => {
    const { hear, told, rest, refused } = kioskIn(testOffice)
    for (let i = 0; i < 1_000; i++) {
      hear(`LUOT-HEN:${String(i).padStart(6, '0')}`)
      rest(10)
    }
    assert.ok(told.length <= 34, `${told.length} in ten seconds`)
    assert.deepEqual(refused, ['too-fast'])
  })

  test('a scan delivered twice by an agent is told once', () => {
    const { hear, told, rest } = kioskIn(testOffice)
    hear('LUOT-HEN:123456', 'agent-1-0001')
    rest(5_000)
    hear('LUOT-HEN:123456', 'agent-1-0001')
    assert.equal(told.length, 1)
  })
})

spec('a pass for a card', ({ test }) => {
  const at = { now: MORNING }
  const passes = cardPasses({ key: 'a key', now: () => at.now })
  const [mine, yours] = ['0190f6a2-mine', '0190f6a2-yours']

  test('is good for one ticket at one kiosk, as often as that one is asked for', () => {
    const pass = passes.passFor('someone', 'kiosk-1')
    assert.equal(passes.personBehind(pass, 'kiosk-2', mine), null)
    assert.equal(passes.personBehind(pass, 'kiosk-1', mine), 'someone')
    assert.equal(passes.personBehind(pass, 'kiosk-1', mine), 'someone')
    assert.equal(passes.personBehind(pass, 'kiosk-1', yours), null)
  })

  test('is over after five minutes, but a retry of what was asked in time still means the same', () => {
    const [used, unused] = [passes.passFor('someone', 'kiosk-1'), passes.passFor('someone', 'kiosk-1')]
    assert.equal(passes.personBehind(used, 'kiosk-1', mine), 'someone')
    at.now += 5 * 60_000
    assert.equal(passes.personBehind(used, 'kiosk-1', mine), 'someone')
    assert.equal(passes.personBehind(unused, 'kiosk-1', mine), null)
  })

  test('means the same after a restart, and cannot be made or changed', () => {
    const pass = passes.passFor('someone', 'kiosk-1')
    assert.notEqual(pass, passes.passFor('someone', 'kiosk-1'), 'two passes of one card look nothing alike')
    const again = cardPasses({ key: 'a key', now: () => at.now })
    assert.equal(again.personBehind(pass, 'kiosk-1', mine), 'someone')
    const stranger = cardPasses({ key: 'another key', now: () => at.now })
    for (const forged of [stranger.passFor('someone', 'kiosk-1'), `${pass.slice(0, -4)}AAAA`, 'A'.repeat(80), '']) {
      assert.equal(passes.personBehind(forged, 'kiosk-1', mine), null)
    }
  })
})

/** A scanner beside kiosk-1, the hall behind it, and what the kiosk was told. */
function kioskIn(office: Office, ...steps: Step[]) {
  const hall = new Hall(office)
  for (const step of [timeKept(), ...steps]) hall.do(step)
  const told: ScannedMoment[] = []
  const refused: string[] = []
  let steadyMs = 0
  const codes = slipCodes('a key')
  const base = { name: 'Máy quét', driver: 'virtual-scanner', settings: {} }
  const hearMoment = hearScans({
    hall: () => ({
      ...demoHall,
      devices: [
        { ...base, id: 'quet-1', kiosk: 'kiosk-1' },
        { ...base, id: 'unplaced' },
      ],
    }),
    queue: () => hall.queue,
    now: () => hall.at,
    steady: () => steadyMs,
    cards: { personOf: (number) => `seal-of-${[...number].reverse().join('')}`.replaceAll(/\d/g, 'x') },
    passes: cardPasses({ key: 'a key', now: () => hall.at }),
    codes,
    hasProcedure: (code) => code === '1.001193',
    tell: (kiosk, scanned) => {
      assert.equal(kiosk, 'kiosk-1')
      told.push(scanned)
    },
    onRefusal: (_, why) => refused.push(why),
  })
  const hear = (text: string, id?: string, device = 'quet-1') =>
    hearMoment({ device, kind: 'scanner', scan: { text }, ...(id === undefined ? {} : { id }) })
  return {
    told,
    refused,
    hear,
    rest(spanMs: number) {
      steadyMs += spanMs
    },
    scan(text: string, device = 'quet-1'): ScannedMoment | null {
      steadyMs += 2_000
      const before = told.length
      hear(text, undefined, device)
      return told[before] ?? null
    },
    slipOf(number: string): string {
      const ticket = hall.queue.tickets.get(hall.id(number))!
      return `http://192.168.1.10:8080/t/${codes.codeOf(ticket, hall.queue.day ?? '')}`
    },
  }
}
