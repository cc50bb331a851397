import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { emulator, pi } from '../../../scripts/hardware/arm64.ts'
import { spec } from '../../kit/spec.ts'
import { witness } from '../kit/witness.ts'

/** Every native binary of the release for a Pi loads and does its work. */
witness({
  real: ['arm64 Node of the release', 'arm64 binaries of better-sqlite3, node-hid, serialport, resvg, argon2'],
  emulated: ['the arm64 processor (qemu-user)', 'the kernel (this computer’s)'],
})

const works: Record<string, { program: string; says: RegExp }> = {
  'Node is for arm64': { program: `console.log(process.arch, process.version)`, says: /^arm64 v2[2-9]\./ },
  'better-sqlite3 keeps a row and reads it back': {
    program: `import Database from 'better-sqlite3'
      const db = new Database(':memory:')
      db.exec("create table t (number text); insert into t values ('A001')")
      console.log(db.prepare('select number from t').get().number)`,
    says: /^A001$/,
  },
  'argon2 makes a hash that fits its password and no other': {
    program: `import { hash, verify } from '@node-rs/argon2'
      const kept = await hash('123456')
      console.log(await verify(kept, '123456'), await verify(kept, '654321'))`,
    says: /^true false$/,
  },
  'resvg draws a picture': {
    program: `import { Resvg } from '@resvg/resvg-js'
      const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>'
      const { width, height, pixels } = new Resvg(svg).render()
      console.log(width, height, pixels[3])`,
    says: /^8 8 255$/,
  },
  'node-hid lists over hidraw': {
    program: `import hid from 'node-hid'
      hid.setDriverType('hidraw')
      console.log(hid.getHidapiVersion(), Array.isArray(await hid.devicesAsync()))`,
    says: /^0\.\d+\.\d+ true$/,
  },
  'node-hid lists over libusb': {
    program: `import hid from 'node-hid'
      hid.setDriverType('libusb')
      console.log(hid.getHidapiVersion(), Array.isArray(await hid.devicesAsync()))`,
    says: /^0\.\d+\.\d+ true$/,
  },
  'serialport names a line that is not there': {
    program: `import { SerialPort } from 'serialport'
      const port = new SerialPort({ path: '/dev/ttyNowhere', baudRate: 9600, autoOpen: false })
      port.open((error) => console.log(error.message))`,
    says: /No such file/,
  },
}

spec('native binaries on arm64', ({ test }) => {
  for (const [title, { program, says }] of Object.entries(works)) {
    test(title, () => {
      const node = [...emulator.args, pi.node, '--input-type=module', '--eval', program]
      const said = execFileSync(emulator.program, node, { cwd: pi.release, encoding: 'utf8', timeout: 60_000 })
      assert.match(said.trim(), says)
    }, 60_000)
  }
})
