import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Arch, run, sha256, stageRelease, writeChecksums } from './stage.ts'

/** Makes the one file that a Pi without Internet is installed and upgraded from. */
export function makeBundle(parts: { root: string; out: string; arch: Arch; key: string | null }): string {
  const scratch = mkdtempSync(join(tmpdir(), 'luot-bundle-'))
  try {
    const release = join(scratch, 'release')
    stageRelease({ root: parts.root, into: release, arch: parts.arch, at: ageOf(parts.root) })
    return sealRelease({ release, out: parts.out, arch: parts.arch, key: parts.key, at: ageOf(parts.root) })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** The private key that signs releases. Throws a sentence that says what the file should have been. */
export function keyIn(file: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(file))
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (cause) {
    throw new Error(
      `${file} holds no key (${(cause as Error).message}). One is made by: npm run bundle -- --make-key release`,
      {
        cause,
      },
    )
  }
  throw new Error(`${file} is no Ed25519 key. One is made by: npm run bundle -- --make-key release`)
}

/**
 * Packs a staged release, and signs it.
 *
 *     luot-0.2.0-arm64.tar
 *       luot-0.2.0-arm64/
 *         MANIFEST         version, machine, Node, data version, sha256 of luot.tar.xz
 *         MANIFEST.sig     Ed25519 over MANIFEST: the only thing a Pi believes
 *         release-key.pem  the key's public half, for the very first installation
 *         install.sh       what a person types
 *         luot.tar.xz      the release, with SHA256SUMS of its every file inside
 *
 * The signature covers the small manifest, so a Pi checks it before it unpacks a single byte of the rest.
 */
export function sealRelease(parts: {
  release: string
  out: string
  arch: Arch
  /** PEM file of the private key; null makes a bundle that only the machine it was made on should take. */
  key: string | null
  at: Date
  /** How hard xz tries, 0 to 9. */
  effort?: number
}): string {
  const { release, arch, at, effort = 6 } = parts
  const { version } = JSON.parse(readFileSync(join(release, 'package.json'), 'utf8')) as { version: string }
  const scratch = mkdtempSync(join(tmpdir(), 'luot-seal-'))
  try {
    const data = newestData(release)
    writeFileSync(join(release, 'RELEASE'), `version=${version}\narch=${arch}\ndata=${data}\n`)
    writeChecksums(release)
    const name = `luot-${version}-${arch}`
    const folder = join(scratch, name)
    const payload = join(folder, 'luot.tar.xz')
    mkdirSync(folder)
    const sameBytes = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', `--mtime=@${at.getTime() / 1_000}`]
    run('tar', [...sameBytes, '-I', `xz -T0 -${effort}`, '-cf', payload, '-C', release, '.'], scratch)
    const facts = {
      version,
      arch,
      node: process.versions.node,
      data,
      size: statSync(payload).size,
      sha256: sha256(payload),
    }
    const lines = Object.entries(facts).map(([fact, value]) => `${fact}=${value}\n`)
    writeFileSync(join(folder, 'MANIFEST'), lines.join(''))
    if (parts.key !== null) {
      const key = keyIn(parts.key)
      writeFileSync(join(folder, 'MANIFEST.sig'), sign(null, readFileSync(join(folder, 'MANIFEST')), key))
      writeFileSync(join(folder, 'release-key.pem'), createPublicKey(key).export({ type: 'spki', format: 'pem' }))
    }
    cpSync(join(release, 'firmware-config/first-install.sh'), join(folder, 'install.sh'))
    const file = resolve(parts.out, `${name}.tar`)
    mkdirSync(parts.out, { recursive: true })
    run('tar', [...sameBytes, '-cf', `${file}.part`, name], scratch)
    renameSync(`${file}.part`, file)
    return file
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Makes a key pair to sign releases with: `<name>.pem` stays in a safe, `<name>.pub.pem` goes onto every Pi. */
export function makeKey(name: string): string[] {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  writeFileSync(`${name}.pem`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  writeFileSync(`${name}.pub.pem`, publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' })
  return [`${name}.pem`, `${name}.pub.pem`]
}

function newestData(release: string): number {
  const migrations = globSync('*.sql', { cwd: join(release, 'server/journal/migrations') })
  return Math.max(...migrations.map((name) => Number(name.slice(0, 3))))
}

/** The age of the newest source: the same sources make the same bundle. */
function ageOf(root: string): Date {
  const files = globSync(['{core,server}/**/*.ts', 'package-lock.json'], { cwd: root })
  const newest = Math.floor(Math.max(...files.map((file) => statSync(join(root, file)).mtimeMs)) / 1_000)
  return new Date(Number(process.env.SOURCE_DATE_EPOCH ?? newest) * 1_000)
}
