import { execFile } from 'node:child_process'
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { BlockList, isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CannotStart } from '../config.ts'

const run = promisify(execFile)

/** A certificate and its key, PEM. */
export interface Identity {
  readonly cert: string
  readonly key: string
}

const CA_DAYS = 3_650
// Browsers refuse more than 398 days of what they call a public certificate; a private one that short offends nobody.
const HUB_DAYS = 397
const RENEWED_BEFORE_MS = 30 * 86_400_000

/**
 * An authority of this hub's own, for offices that have no certificate: made once, kept in `tls/` of the data folder, and good for nothing
 * but names and addresses of a LAN (name constraints), so that whoever stole its key could not play a bank.
 *
 * Keys are P-256, made by the system's `openssl`. Throws CannotStart where that program is missing.
 */
export async function ownIdentity(
  folder: string,
  names: readonly string[],
  now: number,
): Promise<Identity & { ca: string }> {
  const home = join(folder, 'tls')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const at = (name: string) => join(home, name)
  if (!existsSync(at('ca.crt')) || !existsSync(at('ca.key'))) await makeAuthority(home, names)
  // One name the authority may not speak for would make the whole certificate worthless.
  const first = readFileSync(at('names'), 'utf8').split('\n')
  const good = names.filter((name) => isOfALan(name) || first.includes(name))
  if (!isGood(at('hub.crt'), at('ca.crt'), good, now)) await makeCertificate(home, good)
  const ca = readFileSync(at('ca.crt'), 'utf8')
  return { cert: readFileSync(at('hub.crt'), 'utf8') + ca, key: readFileSync(at('hub.key'), 'utf8'), ca }
}

/** Every name and address this machine may be called by in its LAN. */
export function namesHere(publicUrl: string | null): string[] {
  const host = hostname().toLowerCase()
  const addresses = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address))
  const known = publicUrl === null ? [] : [new URL(publicUrl).hostname.replace(/^\[|\]$/g, '')]
  // A link-local address names its interface as well, and no browser is sent there.
  const plain = addresses.filter((address) => !address.includes('%') && !address.startsWith('fe80:'))
  return [...new Set(['localhost', 'luot.local', host, `${host.split('.')[0]}.local`, ...known, ...plain])]
}

async function makeAuthority(home: string, names: readonly string[]): Promise<void> {
  const permitted = [
    ...['local', 'localhost', ...names.filter((name) => !isAddress(name))].map((name) => `permitted;DNS:${name}`),
    ...PRIVATE.map(([range, mask]) => `permitted;IP:${range}/${mask}`),
    ...names
      .filter((name) => isAddress(name) && !isOfALan(name))
      .map((name) => `permitted;IP:${name}/${ALONE[isIP(name)]}`),
  ]
  writeFileSync(join(home, 'names'), names.join('\n'))
  await inScratch(home, async (scratch) => {
    await openssl(
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-sha256',
        '-nodes',
        '-days',
        `${CA_DAYS}`,
      ],
      ['-keyout', join(scratch, 'ca.key'), '-out', join(scratch, 'ca.crt'), '-subj', '/CN=Luot hub authority/O=Luot'],
      ['-addext', 'basicConstraints=critical,CA:TRUE,pathlen:0', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
      ['-addext', `nameConstraints=critical,${[...new Set(permitted)].join(',')}`],
    )
    // The key first: a certificate without its key would never be made again.
    renameSync(join(scratch, 'ca.key'), join(home, 'ca.key'))
    renameSync(join(scratch, 'ca.crt'), join(home, 'ca.crt'))
  })
}

async function makeCertificate(home: string, names: readonly string[]): Promise<void> {
  await inScratch(home, async (scratch) => {
    const extensions = join(scratch, 'hub.cnf')
    const alternatives = names.map((name) => `${isAddress(name) ? 'IP' : 'DNS'}:${name}`).join(',')
    writeFileSync(
      extensions,
      `basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nsubjectAltName=${alternatives}\n`,
    )
    await openssl(
      ['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-sha256', '-nodes'],
      ['-keyout', join(scratch, 'hub.key'), '-out', join(scratch, 'hub.csr'), '-subj', '/CN=Luot hub'],
    )
    await openssl(
      ['x509', '-req', '-in', join(scratch, 'hub.csr'), '-CA', join(home, 'ca.crt'), '-CAkey', join(home, 'ca.key')],
      ['-set_serial', `0x${randomBytes(16).toString('hex')}`, '-days', `${HUB_DAYS}`, '-sha256'],
      ['-extfile', extensions, '-out', join(scratch, 'hub.crt')],
    )
    renameSync(join(scratch, 'hub.key'), join(home, 'hub.key'))
    renameSync(join(scratch, 'hub.crt'), join(home, 'hub.crt'))
  })
}

/** Is it this authority's, for all these names, and not about to end? A pair that a power cut left half is made anew. */
function isGood(file: string, authority: string, names: readonly string[], now: number): boolean {
  if (!existsSync(file) || !existsSync(file.replace(/crt$/, 'key'))) return false
  try {
    const cert = new X509Certificate(readFileSync(file))
    const key = readFileSync(file.replace(/crt$/, 'key'), 'utf8')
    const covers = names.every((name) => (isAddress(name) ? cert.checkIP(name) : cert.checkHost(name)) !== undefined)
    const lasts = Date.parse(cert.validTo) - now > RENEWED_BEFORE_MS
    const isOurs = cert.verify(new X509Certificate(readFileSync(authority)).publicKey)
    return covers && lasts && isOurs && cert.checkPrivateKey(createPrivateKey(key))
  } catch {
    return false // whatever it is, it is no certificate: a new one is made
  }
}

async function inScratch(home: string, work: (scratch: string) => Promise<void>): Promise<void> {
  const scratch = mkdtempSync(join(home, '.new-'))
  try {
    await work(scratch)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function openssl(...parts: readonly (readonly string[])[]): Promise<void> {
  try {
    await run('openssl', parts.flat(), { timeout: 30_000 })
  } catch (cause) {
    const { code, stderr = '' } = cause as { code?: unknown; stderr?: string }
    if (code === 'ENOENT') {
      throw new CannotStart(
        'LUOT_TLS needs the program openssl to make certificates, and it is not there: sudo apt-get install openssl\n' +
          'Or name the office’s own certificate in LUOT_TLS_CERT and LUOT_TLS_KEY.',
      )
    }
    throw new CannotStart(`openssl could not make a certificate: ${stderr.trim().split('\n').at(-1) ?? code}`)
  }
}

function isAddress(name: string): boolean {
  return isIP(name) !== 0
}

/** A name or an address that only a LAN has. */
function isOfALan(name: string): boolean {
  if (!isAddress(name)) return name === 'localhost' || name.endsWith('.local')
  return lan.check(name, isIP(name) === 6 ? 'ipv6' : 'ipv4')
}

/** RFC 1918, loopback, link-local, RFC 4193; with their masks, and how many bits those are. */
const PRIVATE = [
  ['10.0.0.0', '255.0.0.0', 8],
  ['172.16.0.0', '255.240.0.0', 12],
  ['192.168.0.0', '255.255.0.0', 16],
  ['127.0.0.0', '255.0.0.0', 8],
  ['169.254.0.0', '255.255.0.0', 16],
  ['::1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 128],
  ['fc00::', 'fe00::', 7],
] as const
const ALONE: Readonly<Record<number, string>> = { 4: '255.255.255.255', 6: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff' }

const lan = new BlockList()
for (const [range, , bits] of PRIVATE) lan.addSubnet(range, bits, isIP(range) === 6 ? 'ipv6' : 'ipv4')
