import { parseArgs } from 'node:util'
import { keyIn, makeBundle, makeKey } from './bundle/pack.ts'
import { apps, root } from './setup.cjs'

/**
 * Makes the file a Pi is installed and upgraded from, with or without Internet:
 *
 *     npm run bundle -- --arch arm64 --key release.pem [--out FOLDER]
 *     npm run bundle -- --make-key release        once: release.pem (keep it safe) and release.pub.pem
 *     npm run bundle -- --arch arm64 --unsigned   for the machine it is made on alone
 */
const { values } = parseArgs({
  options: {
    arch: { type: 'string', default: 'arm64' },
    out: { type: 'string', default: '.' },
    key: { type: 'string' },
    'make-key': { type: 'string' },
    unsigned: { type: 'boolean', default: false },
  },
})

try {
  if (values['make-key'] !== undefined) {
    console.log(`made ${makeKey(values['make-key']).join(' and ')}`)
  } else {
    const { arch, key } = values
    if (arch !== 'arm64' && arch !== 'x64') throw new Error(`--arch is arm64 or x64, not ${arch}`)
    if (key === undefined && !values.unsigned) {
      throw new Error(
        '--key FILE signs the bundle, and a Pi takes no upgrade without that (--unsigned makes one for this machine)',
      )
    }
    // Minutes go into a bundle: a key that is none is told before.
    if (key !== undefined) keyIn(key)
    await apps(process.execPath)
    console.log(`made ${makeBundle({ root, out: values.out, arch, key: key ?? null })}`)
  }
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
