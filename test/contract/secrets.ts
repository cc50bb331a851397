import assert from 'node:assert/strict'
import { randomInt, randomUUID } from 'node:crypto'
import type { StaffRole } from '#core/contract/access.ts'
import { whyWeak } from '#core/contract/secrets.ts'
import { spec } from '../kit/spec.ts'

const who = (role: StaffRole) => ({ id: 'an.nguyen', name: 'Nguyễn Văn Ấn', role })

spec('a secret of one’s own', ({ test }) => {
  test('is six digits or ten letters for who serves and looks, eight digits or ten letters for who decides', () => {
    for (const role of ['officer', 'leader', 'city'] as const) {
      assert.equal(whyWeak('73915', who(role)), 'too-short', role)
      assert.equal(whyWeak('739152', who(role)), null, role)
      assert.equal(whyWeak('hoa-sen-9', who(role)), 'too-short', role)
      assert.equal(whyWeak('hoa-sen-97', who(role)), null, role)
    }
    for (const role of ['head', 'admin', 'auditor'] as const) {
      assert.equal(whyWeak('739152', who(role)), 'too-short', role)
      assert.equal(whyWeak('7391526', who(role)), 'too-short', role)
      assert.equal(whyWeak('73915264', who(role)), null, role)
      assert.equal(whyWeak('hoa-sen-97', who(role)), null, role)
    }
  })

  test('is nothing a thief tries first', () => {
    const easy = [
      ...['000000', '111111', '121212', '123123', '112112', '112211', '123456', '654321', '890123', '321098'],
      ...['112233', '332211', '123321', '147258', '1472583', '159753', '11223344', '12345678', '00000001'],
      ...['aaaaaaaaaa', 'abababababab', 'password12', 'Password2026', 'matkhau123', 'Mật khẩu 1', 'motcua2026!'],
      ...['an.nguyen1', 'AnNguyen2026', 'Nguyễn Văn Ấn', 'nguyenvanan1990', 'qwertyuiop', 'matkhaumatkhau'],
    ]
    for (const secret of easy) assert.equal(whyWeak(secret, who('officer')), 'too-simple', secret)
  })

  test('may be almost anything else', () => {
    for (const secret of ['582013', '204060', '100283', 'mat-khau-dai', 'sáng nay trời mưa', randomUUID()]) {
      assert.equal(whyWeak(secret, who('officer')), null, secret)
    }
    // Of a thousand PINs that chance gives, a person may keep nearly all.
    const pins = Array.from({ length: 1_000 }, () => String(randomInt(0, 1_000_000)).padStart(6, '0'))
    const kept = pins.filter((pin) => whyWeak(pin, who('officer')) === null)
    assert.ok(kept.length > 900, `${kept.length} of 1000`)
  })
})
