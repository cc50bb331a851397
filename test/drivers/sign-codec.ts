import assert from 'node:assert/strict'
import { signs } from '#server/drivers/catalog/signs.ts'
import { parseSettings } from '#server/drivers/catalog.ts'
import { fitOnCells } from '#server/drivers/sign/cells.ts'
import { crc16 } from '#server/drivers/sign/crc.ts'
import { canCarry, registersOf, type SignModelId, signModel } from '#server/drivers/sign/models.ts'
import { readTemplate, templateMistake } from '#server/drivers/sign/template.ts'
import { spec } from '../kit/spec.ts'

const bars = (cells: number, dropLetters = true) => ({ cells, letters: 'segments' as const, dropLetters })
const digits = (cells: number, dropLetters = true) => ({ cells, letters: 'none' as const, dropLetters })

spec('a number on the cells of a sign', ({ test }) => {
  test('letters that seven bars draw are shown, those they would make a digit of are not', () => {
    assert.equal(fitOnCells('A012', bars(4)), 'A012')
    assert.equal(fitOnCells('h001', bars(4)), 'H001')
    for (const letter of 'KMQSXOIZGBD') assert.equal(fitOnCells(`${letter}012`, bars(4)), ' 012', letter)
    for (const letter of 'KMQSXOIZGBD') assert.equal(fitOnCells(`${letter}012`, bars(4, false)), null, letter)
  })
  test('what is too long loses its letter, then its leading zeros, and never a digit that counts', () => {
    assert.equal(fitOnCells('A012', bars(3)), '012')
    assert.equal(fitOnCells('A012', digits(4)), ' 012')
    assert.equal(fitOnCells('A012', digits(2)), '12')
    assert.equal(fitOnCells('A112', digits(2)), null)
    assert.equal(fitOnCells('A1012', digits(3)), null)
    assert.equal(fitOnCells('A012', bars(3, false)), null)
    assert.equal(fitOnCells('000', digits(2)), ' 0')
  })
  test('whatever has a code goes where any letter does, and nothing else', () => {
    const any = { cells: 6, letters: 'any' as const, dropLetters: false }
    assert.equal(fitOnCells('KX-012', any), 'KX-012')
    assert.equal(fitOnCells('Đ012', any), null)
    assert.equal(fitOnCells('Đ012', { ...any, dropLetters: true }), '   012')
    assert.equal(fitOnCells('A1-2', digits(8)), null, 'digits with something between them are not one number')
  })
})

spec('cells in registers', ({ test }) => {
  const of = (model: SignModelId, cells: string) => registersOf(signModel(model).digits, cells)
  test('each model’s way, and its blanks', () => {
    assert.deepEqual(of('bcd', ' 012'), [0xf012])
    assert.deepEqual(of('bcd', '    '), [0xffff])
    assert.deepEqual(of('bcd', ' 10123'), [0xfff1, 0x0123])
    assert.deepEqual(of('digits', ' 012'), [10, 0, 1, 2])
    assert.deepEqual(of('dm36-dm56', 'A012'), [0x41, 0x30, 0x31, 0x32])
    assert.deepEqual(of('ascii', 'A012'), [0x4130, 0x3132])
    assert.deepEqual(of('ascii', 'A01'), [0x2041, 0x3031])
    assert.deepEqual(of('integer', ' 012'), [12])
    assert.deepEqual(of('integer', '    '), [0])
    assert.deepEqual(of('long', ' 70000'), [1, 4_464])
    assert.deepEqual(of('float', '  12'), [0x4140, 0x0000])
  })
  test('what a register cannot hold is known before', () => {
    assert.ok(canCarry({ as: 'integer', words: 1, blank: 0 }, '65535'))
    assert.ok(!canCarry({ as: 'integer', words: 1, blank: 0 }, '65536'))
    assert.ok(canCarry({ as: 'float', blank: 0 }, '9999'))
    assert.ok(!canCarry({ as: 'float', blank: 0 }, '16777217'), 'a single would round it to another number')
    assert.ok(canCarry({ as: 'bcd' }, '99999999'))
  })
  test('the checksum of a frame everybody prints: 01 06 00 00 00 32 → 08 1f', () => {
    assert.equal(crc16(Uint8Array.from([1, 6, 0, 0, 0, 0x32])), 0x1f08)
  })
})

spec('a row of bytes', ({ test }) => {
  const filling = { cells: ' 012', counter: '3', address: 7, brightness: 200 }
  const hex = (template: string, more = {}) =>
    Buffer.from(readTemplate(template)({ ...filling, ...more })).toString('hex')
  const text = (template: string, more = {}) =>
    Buffer.from(readTemplate(template)({ ...filling, ...more })).toString('latin1')

  test('is filled with number, counter, address and brightness', () => {
    assert.equal(text('#{address},{counter:2},{number}\\r\\n'), '#7, 3, 012\r\n')
    assert.equal(text('{counter}:{number}', { counter: '12', cells: 'A012' }), '12:A012')
    assert.equal(hex('\\x02{address:byte}{brightness:byte}\\xff'), '0207c8ff')
    assert.equal(hex('{number:bcd}|{number:codes}'), 'f0127c0a000102')
    assert.equal(hex('{number:bcd}', { cells: '123' }), 'f123')
    assert.equal(text('\\{{brightness}\\}\\\\'), '{200}\\')
  })
  test('is closed by a checksum over what stands before it', () => {
    assert.equal(hex('\\x01\\x02\\x04{xor}'), '01020407')
    assert.equal(hex('\\x01\\x02\\x04{xor:1}'), '01020406')
    assert.equal(hex('\\xff\\x02{sum8}'), 'ff0201')
    assert.equal(text('\\x02AB{xor:1:hex}'), '\x02AB03')
    assert.equal(hex('\\x01\\x06\\x00\\x00\\x00\\x32{crc16}'), '010600000032081f')
    assert.equal(hex('\\x01\\x06\\x00\\x00\\x00\\x32{crc16be}'), '0106000000321f08')
  })
  test('that is none says where', () => {
    for (const wrong of [
      '{numbr}',
      '{number',
      'a}b',
      '\\q',
      '\\x2',
      '{xor:z}',
      '{counter:99}',
      '{number:hex}',
      'số {number}',
    ])
      assert.notEqual(templateMistake(wrong), null, wrong)
    assert.match(templateMistake('ab{number')!, /\{number/)
    assert.equal(templateMistake('\\x02{number}{xor}\\x03'), null)
  })
})

spec('the settings of signs', ({ test }) => {
  const schemaOf = (id: string) => signs.find((row) => row.id === id)!.settings
  const refused = { fault: 'device-settings' }
  test('each sign has an address of its own, from 1 to 247', () => {
    const bus = (...addresses: number[]) => ({ signs: addresses.map((address) => ({ address, place: 'quay-1' })) })
    assert.ok(parseSettings(schemaOf('modbus-signs'), bus(1, 2, 247)))
    for (const wrong of [bus(1, 1), bus(0), bus(248), bus()])
      assert.throws(() => parseSettings(schemaOf('modbus-signs'), wrong), refused)
  })
  test('a template that is none is refused with the reason', () => {
    const of = (template: string) => ({ template, signs: [{ address: 1, place: 'quay-1' }] })
    assert.ok(parseSettings(schemaOf('serial-signs'), of('\\x02{number}\\x03')))
    assert.throws(() => parseSettings(schemaOf('serial-signs'), of('{nummer}')), { ...refused, message: /nummer/ })
  })
})
