import { execFile } from 'node:child_process'
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { BlockList, isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CannotStart } from '../config.ts'
import { syncFolder } from '../keeping/place.ts'

const run = promisify(execFile)

/** A certificate and its key, PEM. */
export interface Identity {
  readonly cert: string
  readonly key: string
}

/** A certificate of the hub's own authority. */
export interface OwnIdentity extends Identity {
  readonly ca: string
  /** The authority was there and could not be read any more: what trusted it must be told of the new one. */
  readonly isMadeAnew: boolean
}

const CA_DAYS = 3_650
// Browsers refuse more than 398 days of what they call a public certificate; a private one that short offends nobody.
const HUB_DAYS = 397
const RENEWED_BEFORE_MS = 30 * 86_400_000

/**
 * An authority of this hub's own, for offices that have no certificate: made once, kept in `tls/` of the data folder, and good for nothing
 * but names and addresses of a LAN (name constraints), so that whoever stole its key could not play a bank.
 *
 * Keys are P-256, made by the system's `openssl`. Throws CannotStart where that program is missing. What a power cut or a dying card left
 * unreadable is made anew: a hub that stands still for a certificate helps nobody.
 */
export async function ownIdentity(folder: string, names: readonly string[], now: number): Promise<OwnIdentity> {
  const home = join(folder, 'tls')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const at = (name: string) => join(home, name)
  const isWhole = wholePair(at('ca')) !== null
  const isMadeAnew = !isWhole && existsSync(at('ca.crt'))
  if (!isWhole) await makeAuthority(folder, home, names)
  // One name the authority may not speak for would make the whole certificate worthless. Without the list it is asked to speak for a LAN alone.
  const first = existsSync(at('names')) ? readFileSync(at('names'), 'utf8').split('\n') : []
  const good = names.filter((name) => isOfALan(name) || first.includes(name))
  if (!isGood(wholePair(at('hub')), at('ca.crt'), good, now)) await makeCertificate(home, good)
  const ca = readFileSync(at('ca.crt'), 'utf8')
  return { cert: readFileSync(at('hub.crt'), 'utf8') + ca, key: readFileSync(at('hub.key'), 'utf8'), ca, isMadeAnew }
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

async function makeAuthority(folder: string, home: string, names: readonly string[]): Promise<void> {
  const permitted = [
    ...['local', 'localhost', ...names.filter((name) => !isAddress(name))].map((name) => `permitted;DNS:${name}`),
    ...PRIVATE.map(([range, mask]) => `permitted;IP:${range}/${mask}`),
    ...names
      .filter((name) => isAddress(name) && !isOfALan(name))
      .map((name) => `permitted;IP:${name}/${ALONE[isIP(name)]}`),
  ]
  await inScratch(home, async (scratch) => {
    writeFileSync(join(scratch, 'names'), names.join('\n'))
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
    await keep(scratch, home, ['names', 'ca.key', 'ca.crt'])
    // The folder itself may be new, and whoever trusts this authority is not to be asked again.
    await syncFolder(folder)
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
    await keep(scratch, home, ['hub.key', 'hub.crt'])
  })
}

/** The certificate in `<file>.crt`, if the key beside it is its own; null for what is missing, cut off, or another's. */
function wholePair(file: string): X509Certificate | null {
  try {
    const cert = new X509Certificate(readFileSync(`${file}.crt`))
    return cert.checkPrivateKey(createPrivateKey(readFileSync(`${file}.key`))) ? cert : null
  } catch (cause) {
    const { code = '' } = cause as { code?: string }
    // Whole perhaps, and only another user's: machines of the office trust it.
    if (['EACCES', 'EPERM'].includes(code)) {
      throw new CannotStart(`${file}.crt and ${file}.key cannot be read (${code}). Give them to the user of the hub.`)
    }
    return null // whatever it is, it is no certificate: a new one is made
  }
}

/** Is it this authority's, for all these names, and not about to end? */
function isGood(cert: X509Certificate | null, authority: string, names: readonly string[], now: number): boolean {
  if (cert === null) return false
  const covers = names.every((name) => (isAddress(name) ? cert.checkIP(name) : cert.checkHost(name)) !== undefined)
  const lasts = Date.parse(cert.validTo) - now > RENEWED_BEFORE_MS
  return covers && lasts && cert.verify(new X509Certificate(readFileSync(authority)).publicKey)
}

/** Files get their names in this order, whole: a name that reaches the disk before what it names is an empty file after a power cut. */
async function keep(scratch: string, home: string, files: readonly string[]): Promise<void> {
  for (const name of files) {
    const file = await open(join(scratch, name), 'r')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(join(scratch, name), join(home, name))
  }
  await syncFolder(home)
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
