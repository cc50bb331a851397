import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sbomOf } from './bundle/sbom.ts'
import { root } from './setup.cjs'

/**
 * Writes the list of everything that goes out with a release (CycloneDX), as every bundle carries it in SBOM.cdx.json:
 *
 *     npm run sbom -- [--arch arm64|x64] [--out FILE]
 */
const { values } = parseArgs({
  options: { arch: { type: 'string', default: 'arm64' }, out: { type: 'string', default: 'SBOM.cdx.json' } },
})
const { arch, out } = values
if (arch !== 'arm64' && arch !== 'x64') {
  console.error(`--arch is arm64 or x64, not ${arch}`)
  process.exitCode = 1
} else {
  const file = join(root, 'package-lock.json')
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const sbom = sbomOf({ lock, arch, node: process.versions.node, at: statSync(file).mtime })
  writeFileSync(out, `${JSON.stringify(sbom, null, 2)}\n`)
  console.log(`${sbom.components.length} components of a release for ${arch} are listed in ${out}`)
}
