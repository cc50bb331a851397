#!/usr/bin/env node
/**
 * Checks an export of a Lượt journal with nothing but Node itself: no package, no other file, to be read in five minutes.
 *
 *     node verify-journal.mjs journal.jsonl [more.jsonl.gz …] [--head SEQ:HASH] [--root SEQ:ROOT] [--code LUOT-HEAD:…]
 *
 * Every line of an export is {"hash": …, "text": …}: the text of one record as it was written, and its link in the chain,
 *
 *     hash = SHA-256(hash before + "\n" + text), hex; the hash before the first record is 64 zeros.
 *
 * A line with "leaf" was erased at somebody's wish: another text stands there, its hash and leaf are those of the old one, and a
 * later record names it with a digest (SHA-256 over "seq leaf SHA-256(text)" of each, a line each).
 *
 * Changed, removed, added and reordered records break the chain. A tail that was cut off is found by a head that was
 * published before: the closing slip carries SEQ, HASH and ROOT, the Merkle head over all texts up to SEQ (RFC 6962:
 * SHA-256, 0x00 before a leaf, 0x01 before a pair). Exit code 0: all is as it was written. 1: it is not, and where. 2: cannot say.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'

const files = []
const hashes = new Map()
const roots = new Map()
const given = process.argv.slice(2)
while (given.length > 0) {
  const one = given.shift()
  const [, seq, first, second] = /^(?:LUOT-HEAD:)?(\d+):([0-9a-f]{64})(?::([0-9a-f]{64}))?$/i.exec(given[0] ?? '') ?? []
  if (one === '--head' && seq) hashes.set(Number(seq), first.toLowerCase())
  else if (one === '--root' && seq) roots.set(Number(seq), first.toLowerCase())
  else if (one === '--code' && second) {
    hashes.set(Number(seq), first.toLowerCase())
    roots.set(Number(seq), second.toLowerCase())
  } else if (one.startsWith('--')) stop(2, `${one} needs what the closing slip says, such as 4711:0a1b…`)
  else {
    files.push(one)
    continue
  }
  given.shift()
}
if (files.length === 0)
  stop(2, 'usage: node verify-journal.mjs journal.jsonl … [--head SEQ:HASH] [--root SEQ:ROOT] [--code LUOT-HEAD:…]')

const sha = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256'))
let seq = 0
let hash = '0'.repeat(64)
const erased = new Map() // records whose text was replaced, each as it stands now
const notes = []
const noted = new Set()
const trees = [] // heads of the whole trees at the right edge: [leaves, head]

for (const file of files) {
  const raw = createReadStream(file)
  const lines = createInterface({ input: file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw, crlfDelay: Infinity })
  raw.on('error', (error) => stop(2, `${file} cannot be read: ${error.message}`))
  for await (const line of lines) {
    if (line.trim() === '') continue
    const record = readLine(line)
    if (record.seq !== seq + 1)
      stop(1, `record ${record.seq} stands where record ${seq + 1} should: something was removed, added or moved`)
    const linked = sha(hash, '\n', record.text).digest('hex')
    ;({ seq, hash } = record)
    if (record.leaf) erased.set(seq, record)
    else if (hash !== linked) stop(1, `the chain breaks at record ${seq}: it, or what stood before it, was changed`)
    const { about, did, after } = record.event?.act ?? {}
    if (about === 'record' && did === 'erased') notes.push(after)
    grow(record.leaf ? Buffer.from(record.leaf, 'hex') : sha(Buffer.of(0), record.text).digest())
    if (hashes.has(seq) && hashes.get(seq) !== hash)
      stop(1, `record ${seq} has another hash than the one that was published`)
    if (roots.has(seq) && roots.get(seq) !== root())
      stop(1, `at record ${seq} the Merkle head is another than the one that was published`)
  }
}
for (const { seqs, digest } of notes) {
  const lines = seqs
    .map((one) => erased.get(one))
    .map((one) => one && `${one.seq} ${one.leaf} ${sha(one.text).digest('hex')}\n`)
  if (lines.every(Boolean) && sha(lines.join('')).digest('hex') === digest) for (const one of seqs) noted.add(one)
}
for (const one of erased.keys())
  if (!noted.has(one)) stop(1, `record ${one} was erased or replaced, and no note in the journal says so`)
const longest = Math.max(0, ...hashes.keys(), ...roots.keys())
if (longest > seq)
  stop(
    1,
    `the journal ends at record ${seq}, and record ${longest} was published: ${longest - seq} records or more were cut off`,
  )
const held = new Set([...hashes.keys(), ...roots.keys()]).size
console.log(
  `${seq} records, nothing changed, removed, added or moved; held against ${held} published head${held === 1 ? '' : 's'}`,
)
if (erased.size > 0) console.log(`${erased.size} of them erased, each noted in the journal`)
console.log(`head ${seq}:${hash}\nroot ${seq}:${root()}`)

function readLine(line) {
  try {
    const { text, hash, leaf } = JSON.parse(line)
    const { seq, event } = JSON.parse(text)
    return { seq, event, text, hash, leaf }
  } catch {
    return stop(1, `after record ${seq} stands a line that is no record: ${line.slice(0, 60)}`)
  }
}

function grow(head) {
  let leaves = 1
  while (trees.at(-1)?.[0] === leaves) {
    head = sha(Buffer.of(1), trees.pop()[1], head).digest()
    leaves *= 2
  }
  trees.push([leaves, head])
}

function root() {
  const heads = trees.map(([, head]) => head)
  return heads.length === 0
    ? sha('').digest('hex')
    : heads.reduceRight((right, left) => sha(Buffer.of(1), left, right).digest()).toString('hex')
}

function stop(code, why) {
  console.error(why)
  process.exit(code)
}
