#!/usr/bin/env node
/**
 * Checks an export of a Lượt journal with nothing but Node itself: no package, no other file, to be read in five minutes.
 *
 *     node verify-journal.mjs journal.jsonl [more.jsonl.gz …] [--part] [--head SEQ:HASH] [--root SEQ:ROOT] [--code LUOT-HEAD:…]
 *
 * Many files go one behind the other, as `day-*.jsonl.gz tail-*.jsonl` of a place of copies; what two of them tell must be the same.
 * --part: they begin later than the journal, or end before it. Only what stands between is proved then, and no Merkle head.
 *
 * Every line of an export is {"hash": …, "text": …}: the text of one record as it was written, and its link in the chain,
 *
 *     hash = SHA-256(hash before + "\n" + text), hex; the hash before the first record is 64 zeros.
 *
 * A line with "leaf" was erased at somebody's wish or by its age: another text stands there, its hash and leaf are those of the old
 * one, and a later record, the first that names it, has a digest (SHA-256 over "seq leaf SHA-256(text)" of each, a line each). Nothing
 * may stand there but what an erasing leaves. That it says the same of everything else is proved by nobody: who noted it is told.
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
let isPart = false
while (given.length > 0) {
  const one = given.shift()
  if (one === '--part') {
    isPart = true
    continue
  }
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

const GONE = '–' // stands where somebody's words were
const isGone = ({ reason }) => reason === GONE
const saysNoWhy = ({ reasons }) => reasons.length === 0
const isFaceless = ({ class: priority, declared, person, procedure, putFirst, state, reason }) =>
  priority === 'ordinary' &&
  [declared, person, procedure].every((one) => one === null) &&
  [null, GONE].includes(putFirst) &&
  (state !== 'parked' || reason === GONE)
// What an erasing leaves of each kind of record; no other kind is ever erased (core/domain/erasing.ts).
const LEAVES = {
  DayOpened: ({ kept }) => kept.every(isFaceless),
  TicketIssued: (one) =>
    one.class === 'ordinary' && one.procedure === null && !('declared' in one) && !('person' in one),
  TicketCalled: ({ why }) => why.how !== 'picked' || isGone(why),
  TicketParked: isGone,
  TicketPlaced: isGone,
  TicketTransferred: (one) => one.reason === undefined || isGone(one),
  TicketCancelled: (one) => one.reason === 'day-ended' || isGone(one),
  ClassChanged: (one) => one.class === 'ordinary' && isGone(one),
  TicketRated: saysNoWhy,
  RatingExplained: saysNoWhy,
  PaperRated: saysNoWhy,
  MessageShown: ({ text }) => Object.values(text).every((word) => word === GONE),
  CounterPaused: isGone,
  ServiceStopped: isGone,
  KioskPaused: isGone,
  AppointmentCancelled: isGone,
  CampaignClosed: isGone,
  PaperWithdrawn: isGone,
  ActNoted: ({ act }) => ['record', 'scoring'].includes(act.about) && act.why === GONE,
}

const sha = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256'))
let seq = 0
let hash = '0'.repeat(64)
let first = 1
const seen = [] // the hash of each record
const erased = new Map() // records whose text was replaced, each as it stands now
const notes = []
const noted = new Set()
const trees = [] // heads of the whole trees at the right edge: [leaves, head]

for (const file of files) {
  const raw = createReadStream(file)
  const lines = createInterface({ input: file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw, crlfDelay: Infinity })
  raw.on('error', (error) => stop(2, `${file} cannot be read: ${error.message}`))
  let torn = ''
  for await (const line of lines) {
    if (line.trim() === '') continue
    if (torn) noRecord(torn)
    const record = readLine(line)
    if (record === null) {
      torn = line
      continue
    }
    if (seen.length === 0 && isPart) first = record.seq
    if (record.seq >= first && record.seq <= seq) {
      const before = record.seq === 1 ? '0'.repeat(64) : seen[record.seq - 1]
      const isLinked = record.leaf || before === undefined || record.hash === linkOf(before, record.text)
      if (record.hash !== seen[record.seq] || !isLinked) stop(1, `record ${record.seq} stands there twice, and differs`)
      continue
    }
    if (seen.length === 0) seq = first - 1
    const isFirst = seq === first - 1 && first > 1
    if (record.seq !== seq + 1)
      stop(1, `record ${record.seq} stands where record ${seq + 1} should: something was removed, added or moved`)
    const linked = linkOf(hash, record.text)
    ;({ seq, hash } = record)
    seen[seq] = hash
    if (record.leaf) erased.set(seq, record)
    else if (hash !== linked && !isFirst)
      stop(1, `the chain breaks at record ${seq}: it, or what stood before it, was changed`)
    const { about, did, after } = record.event?.act ?? {}
    if (about === 'record' && did === 'erased') notes.push({ ...after, seq, day: record.day, by: record.by })
    grow(record.leaf ? Buffer.from(record.leaf, 'hex') : sha(Buffer.of(0), record.text).digest())
    if (hashes.has(seq) && hashes.get(seq) !== hash)
      stop(1, `record ${seq} has another hash than the one that was published`)
    if (first === 1 && roots.has(seq) && roots.get(seq) !== root())
      stop(1, `at record ${seq} the Merkle head is another than the one that was published`)
  }
  // A power cut leaves half a line where a running day was being told; the next file tells it whole.
  if (torn && !/tail-[^/]*$/.test(file)) noRecord(torn)
}
const strange = [...erased.values()].filter((one) => !isBare(one)).map((one) => one.seq)
if (strange.length > 0) stop(1, `no erasing leaves what stands where records were erased: ${strange.join(', ')}`)
const named = new Set()
for (const { seqs, digest, seq: by } of notes) {
  const lines = seqs
    .map((one) => erased.get(one))
    .map((one) => one && `${one.seq} ${one.leaf} ${sha(one.text).digest('hex')}\n`)
  const isDone = lines.every(Boolean) && sha(lines.join('')).digest('hex') === digest && seqs.every((one) => one < by)
  for (const one of seqs) {
    if (isDone && !named.has(one)) noted.add(one)
    named.add(one)
  }
}
for (const one of erased.keys())
  if (!noted.has(one))
    stop(
      isPart ? 2 : 1,
      isPart
        ? `record ${one} was erased, and its note, if there is one, stands in a later file: give that too`
        : `record ${one} was erased or replaced, and no note in the journal says so of what stands there`,
    )
const longest = Math.max(0, ...hashes.keys(), ...roots.keys())
if (longest > seq)
  stop(
    isPart ? 2 : 1,
    isPart
      ? `record ${longest} was published, and stands in none of these files`
      : `the journal ends at record ${seq}, and record ${longest} was published: ${longest - seq} records or more were cut off`,
  )
const held = [...new Set([...hashes.keys(), ...(first === 1 ? roots.keys() : [])])].filter((one) => one >= first).length
console.log(
  `${seq - first + 1} records${first > 1 ? ` from record ${first} on` : ''}, nothing changed, removed, added or moved; held against ${held} published head${held === 1 ? '' : 's'}`,
)
if (erased.size > 0) console.log(`${erased.size} of them erased, each noted in the journal:`)
for (const { seqs, seq: by, day, by: who } of notes) {
  const kinds = new Map()
  for (const one of seqs.flatMap((seq) => erased.get(seq) ?? [])) {
    const kind = `${one.event.type} of ${one.day}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), one.seq])
  }
  const told = [...kinds].map(
    ([kind, some]) => `${kind}: ${some.length > 5 ? `${some.length} records` : some.join(', ')}`,
  )
  if (told.length > 0) console.log(`  by record ${by} of ${day}, ${who.role} ${who.id}: ${told.join('; ')}`)
}
if (first > 1) console.log(`what stood before record ${first} is in none of these files and was not looked at`)
console.log(`head ${seq}:${hash}${first === 1 ? `\nroot ${seq}:${root()}` : ''}`)

function readLine(line) {
  try {
    const { text, hash, leaf } = JSON.parse(line)
    return { ...JSON.parse(text), text, hash, leaf }
  } catch {
    return null // judged by where it stands
  }
}

/** Marked, without the id of its command, and nothing of a person in it. */
function isBare({ erased: isMarked, command, event }) {
  try {
    return isMarked === true && command === '' && Object.hasOwn(LEAVES, event.type) && LEAVES[event.type](event)
  } catch {
    return false // of another shape than any record that was ever written
  }
}

function noRecord(line) {
  stop(1, `after record ${seq} stands a line that is no record: ${line.slice(0, 60)}`)
}

function linkOf(before, text) {
  return sha(before, '\n', text).digest('hex')
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
