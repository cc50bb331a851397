// biome-ignore-all lint/style/useNodejsImportProtocol: Node 12 does not know the node: prefix in require
// biome-ignore-all lint/complexity/useOptionalChain: Node 12 does not know ?.
/**
 * Brings a bare machine to the point where Luot's own TypeScript can run, and does nothing at all the second time.
 *
 *     old Node ─▶ rightNode ─▶ dependencies ─▶ apps ─▶ debian ─▶ hand over to the script
 *                 .tools/       node_modules    dist/   apt-get
 *
 * This file and its two callers are plain old JavaScript for Node 12 and later, and import nothing that is not part
 * of Node: better-sqlite3 crashes Node 20 instead of complaining, so the version is settled before anything else.
 * Whatever cannot be done ends in one sentence that says what to do (a `Trouble`), never in a stack trace.
 */
const { spawn, spawnSync } = require('child_process')
const crypto = require('crypto')
const fs = require('fs')
const os = require('os')
const path = require('path')

const root = path.dirname(__dirname)
const tools = path.join(root, '.tools')
const OLDEST_NODE = [22, 19]

/** Something this machine lacks, said in a sentence for the person who typed the command. */
class Trouble extends Error {}

const say = (line) => process.stderr.write(`${line}\n`)

/** Finds the Node that runs Luot: this one when it is new enough, else Node 24 kept in `.tools/`, fetched once. */
async function rightNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return process.execPath
  const home = path.join(tools, 'node-24')
  const node = path.join(home, 'bin', 'node')
  if (!fs.existsSync(node)) await oneAtATime(() => fs.existsSync(node) || fetchNode(home))
  return node
}

async function fetchNode(home) {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    throw new Trouble(
      `Luot needs Node ${OLDEST_NODE.join('.')} or newer and this is Node ${process.versions.node}. ` +
        `It fetches Node 24 by itself on 64-bit Linux only; on ${process.platform} ${process.arch} install Node 24 and try again.`,
    )
  }
  const what = `node-linux-${process.arch}@24`
  say(`This machine has Node ${process.versions.node}, which is too old: fetching Node 24 into .tools/ (50 MB, once) …`)
  const fresh = fs.mkdtempSync(path.join(tools, 'fetching-'))
  try {
    const packed = await npm(process.execPath, ['pack', what, '--json', '--ignore-scripts'], { cwd: fresh })
    if (packed.code !== 0) throw npmTrouble(packed, 'Node 24 could not be fetched')
    const name = fs.readdirSync(fresh).find((file) => file.endsWith('.tgz'))
    if (!name) throw new Trouble(`npm said it packed ${what} but left no file behind: try again.`)
    const tarball = path.join(fresh, name)
    const promised = /"integrity":\s*"sha512-([^"]+)"/.exec(packed.out)
    const have = crypto.createHash('sha512').update(fs.readFileSync(tarball)).digest('base64')
    if (!promised || promised[1] !== have) {
      throw new Trouble('The Node 24 that arrived is not the one that was announced (its checksum differs): try again.')
    }
    const unpacked = await run('tar', [
      '-xzf',
      tarball,
      '-C',
      fresh,
      'package/bin',
      'package/include',
      'package/LICENSE',
    ])
    if (unpacked.code !== 0) {
      throw new Trouble(
        `Node 24 could not be unpacked into .tools/: ${firstLine(unpacked.err)} Make room or install tar.`,
      )
    }
    const brought = path.join(fresh, 'package')
    const answer = spawnSync(path.join(brought, 'bin', 'node'), ['--version'], { encoding: 'utf8' })
    if (answer.status !== 0 || !/^v24\./.test(answer.stdout)) {
      throw new Trouble(
        'The Node 24 that was fetched does not run on this machine: install Node 24 by hand and try again.',
      )
    }
    // The rename comes last: a half-fetched Node can never be taken for a whole one.
    fs.renameSync(brought, home)
    say(`Node ${answer.stdout.trim()} is in place.`)
  } finally {
    remove(fresh)
  }
}

/** Installs the packages of package-lock.json, unless node_modules already holds exactly those. */
async function dependencies(node, { omitDev }) {
  if (missingPackage(omitDev) === undefined) return
  await oneAtATime(async () => {
    const missing = missingPackage(omitDev)
    if (missing === undefined) return
    say(`Installing the packages of package-lock.json (${missing}); this takes about half a minute …`)
    // Install scripts stay off: everything native here ships its binaries, and `npm run gpio` compiles the one that does not.
    const args = [
      'ci',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      ...(omitDev ? ['--omit=dev'] : ['--include=dev']),
    ]
    const done = await npm(node, args, { cwd: root })
    if (done.code !== 0) throw npmTrouble(done, 'The packages could not be installed')
  })
}

/** Tells why node_modules is not what package-lock.json asks for, or undefined when it is. */
function missingPackage(omitDev) {
  // npm writes this file last of all, and it names what really lies there: an interrupted install leaves none.
  const installed = readJson(path.join(root, 'node_modules', '.package-lock.json'))
  if (installed === undefined) return 'none are installed yet'
  const wanted = readJson(path.join(root, 'package-lock.json'))
  if (wanted === undefined) throw new Trouble('package-lock.json is missing or damaged: get a fresh copy of Luot.')
  for (const place of Object.keys(wanted.packages)) {
    const want = wanted.packages[place]
    if (!place.startsWith('node_modules/') || (omitDev && want.dev) || (want.optional && !fitsThisMachine(want)))
      continue
    const have = installed.packages[place]
    if (have === undefined) return `${place.slice('node_modules/'.length)} is not there`
    if (have.version !== want.version || have.integrity !== want.integrity) {
      return `${place.slice('node_modules/'.length)} is another version`
    }
  }
}

// Optional packages without a platform of their own belong to ones that have: npm leaves them out at will.
function fitsThisMachine(want) {
  const musl = want.libc && !want.libc.includes('glibc')
  return want.os && want.cpu && !musl && want.os.includes(process.platform) && want.cpu.includes(process.arch)
}

/** Builds the web apps into dist/, unless dist/ was built from exactly these sources. */
async function apps(node) {
  const stamp = path.join(root, 'dist', '.built-from')
  const sources = hashOfSources()
  if (readText(stamp) === sources) return
  if (!fs.existsSync(path.join(root, 'node_modules', 'vite'))) {
    if (fs.existsSync(stamp)) return
    throw new Trouble(
      'The screens are not built and this install leaves out the tools to build them: copy dist/ from a machine where `npm run build` ran, or start without LUOT_PROD.',
    )
  }
  await oneAtATime(async () => {
    if (readText(stamp) === sources) return
    say('Building the screens …')
    remove(stamp)
    const built = await run(node, [path.join(root, 'scripts', 'build.ts')], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    })
    if (built.code !== 0) {
      throw new Trouble(`The screens could not be built:\n${(built.err || built.out).trim()}`)
    }
    fs.mkdirSync(path.dirname(stamp), { recursive: true })
    fs.writeFileSync(stamp, sources)
  })
}

/** Keeps the hub's files without their types (scripts/strip.ts), unless they were kept from exactly these files. */
async function stripped(node) {
  const stamp = path.join(root, 'dist', '.stripped-from')
  const files = []
  const visit = (place) => {
    for (const name of fs.readdirSync(path.join(root, place)).sort()) {
      const stat = fs.statSync(path.join(root, place, name))
      if (stat.isDirectory()) visit(`${place}/${name}`)
      else if (name.endsWith('.ts')) files.push(`${place}/${name} ${stat.size} ${stat.mtimeMs}`)
    }
  }
  for (const place of ['core', 'server']) visit(place)
  const sources = `${node}\n${files.join('\n')}\n`
  if (readText(stamp) === sources) return
  const kept = await run(node, [path.join(root, 'scripts', 'strip.ts')], { cwd: root })
  // Not kept: the hub starts all the same, a little slower.
  if (kept.code === 0) fs.writeFileSync(stamp, sources)
}

const SOURCES_OF_APPS = [
  'kiosk',
  'display',
  'desk',
  'web',
  'core',
  'docs/manual',
  'docs/pictures',
  'scripts/manual',
  'vite.config.ts',
  'scripts/build.ts',
  'package-lock.json',
]

function hashOfSources() {
  const hash = crypto.createHash('sha256')
  const visit = (place) => {
    const full = path.join(root, place)
    if (!fs.existsSync(full)) return
    const stat = fs.statSync(full)
    if (stat.isDirectory()) {
      for (const name of fs.readdirSync(full).sort()) visit(`${place}/${name}`)
      return
    }
    hash.update(`${place}\0${stat.size}\0`).update(fs.readFileSync(full))
  }
  for (const place of SOURCES_OF_APPS) visit(place)
  return hash.digest('hex')
}

/**
 * Installs Debian packages where that needs no question (root, or sudo without a password), else says what to type.
 *
 * A try that failed is remembered, so that a kiosk without a network does not wait for apt-get at every start.
 */
async function debian(wanted, { again = false } = {}) {
  const missing = wanted.filter(({ there }) => !there())
  if (missing.length === 0) return []
  const names = missing.map((each) => each.name)
  const tried = path.join(tools, `tried-apt-${names.join('+')}`)
  const may = mayInstall()
  if (may && (again || !fs.existsSync(tried))) {
    fs.mkdirSync(tools, { recursive: true })
    fs.writeFileSync(tried, '')
    say(`Installing ${names.join(', ')} from Debian's packages …`)
    const apt = [
      '-qq',
      '-y',
      '-o',
      'Acquire::Retries=1',
      '-o',
      'Acquire::http::Timeout=20',
      '-o',
      'DPkg::Lock::Timeout=60',
    ]
    const quiet = { timeoutMs: 300000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    await run(may[0], [...may.slice(1), ...apt, 'update'], quiet)
    await run(may[0], [...may.slice(1), ...apt, 'install', '--no-install-recommends', ...names], quiet)
  }
  const still = missing.filter(({ there }) => !there())
  if (still.length === 0) {
    remove(tried)
    return []
  }
  say(
    `Not on this machine: ${still.map(({ name, use }) => `${name} (${use})`).join(', ')}. ` +
      `To add it, type: sudo apt-get install -y --no-install-recommends ${still.map((each) => each.name).join(' ')}`,
  )
  return still.map((each) => each.name)
}

function mayInstall() {
  if (!onPath('apt-get')) return undefined
  if (process.getuid && process.getuid() === 0) return ['apt-get']
  const sudo = onPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore', timeout: 5000 }).status === 0
  return sudo ? ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'] : undefined
}

/** Debian packages Luot profits from, and how each is recognised without starting anything. */
const packages = {
  espeak: { name: 'espeak-ng', use: 'the voice', there: () => onPath('espeak-ng') },
  alsa: { name: 'alsa-utils', use: 'sound through a card, in tests and on the hub', there: () => onPath('aplay') },
  chromium: { name: 'chromium', use: 'browser tests', there: () => onPath('chromium') },
  xvfb: { name: 'xvfb', use: 'a screen in memory for the kiosk lock', there: () => onPath('Xvfb') },
  xdotool: { name: 'xdotool', use: 'presses keys in tests of the kiosk lock', there: () => onPath('xdotool') },
  imagemagick: { name: 'imagemagick', use: 'keeps pictures of that screen', there: () => onPath('import') },
  xwininfo: { name: 'x11-utils', use: 'counts the windows of that screen', there: () => onPath('xwininfo') },
  sway: { name: 'sway', use: 'puts kiosk and board on their outputs in tests', there: () => onPath('sway') },
  zbar: { name: 'zbar-tools', use: 'reads QR codes back in tests', there: () => onPath('zbarimg') },
  tesseract: { name: 'tesseract-ocr', use: 'reads slips back in tests', there: () => onPath('tesseract') },
  vietnamese: {
    name: 'tesseract-ocr-vie',
    use: 'reads Vietnamese back in tests',
    there: () => someFolder('/usr/share/tesseract-ocr', 'tessdata/vie.traineddata'),
  },
  python: { name: 'python3', use: 'reads printed slips back in tests', there: () => onPath('python3') },
  postgres: {
    name: 'postgresql',
    use: 'journal tests',
    there: () => someFolder('/usr/lib/postgresql', 'bin/initdb'),
  },
  socat: { name: 'socat', use: 'hears what the hub tells systemd, in tests', there: () => onPath('socat') },
  shellcheck: { name: 'shellcheck', use: 'reads the installer, in tests', there: () => onPath('shellcheck') },
  nft: { name: 'nftables', use: 'reads the firewall, in tests', there: () => fs.existsSync('/usr/sbin/nft') },
}

function onPath(program) {
  return (process.env.PATH || '').split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, program)))
}

function someFolder(parent, file) {
  return fs.existsSync(parent) && fs.readdirSync(parent).some((name) => fs.existsSync(path.join(parent, name, file)))
}

/**
 * Becomes `node script args…`: same terminal, same signals, same exit code.
 *
 * New Nodes can replace the process for real; an old one stays behind as a messenger that only passes signals on.
 */
function handOver(node, script, args, flags = []) {
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH || ''}` }
  if (process.execve) process.execve(node, [node, ...flags, script, ...args], env)
  const child = spawn(node, [...flags, script, ...args], { stdio: 'inherit', env })
  // At a terminal Ctrl-C reaches the whole group by itself: passing it on would ask twice, and twice means "at once".
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    say(`${script} could not be started with ${node}: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    } else {
      process.exit(code)
    }
  })
}

/** Runs the set-up and turns trouble into its sentence. */
function orSayWhy(body) {
  body().catch((error) => {
    const full = {
      ENOSPC: 'The disk is full.',
      EROFS: 'This folder is read-only.',
      EACCES: 'This folder is not ours to write.',
    }
    if (error instanceof Trouble) say(`\n${error.message}`)
    else if (full[error.code]) say(`\n${full[error.code]} (${error.path || root}) Mend that and try again.`)
    else say(`\nThe set-up itself is at fault, please report this: ${error.stack}`)
    process.exit(1)
  })
}

function npm(node, args, options) {
  const cli = npmCli()
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000']
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH || ''}` }
  // `npm start --silent` must not leave us without npm's own words when something goes wrong.
  for (const name of Object.keys(env)) if (/^npm_config_(loglevel|silent|json|dry_run)$/i.test(name)) delete env[name]
  return run(node, [cli, ...args, ...patience, '--loglevel=error'], { ...options, env })
}

/** Finds npm as a script, so that the right Node runs it and not the one its first line names. */
function npmCli() {
  const given = process.env.npm_execpath
  if (given && /npm-cli\.c?js$/.test(given) && fs.existsSync(given)) return given
  for (const folder of [...(process.env.PATH || '').split(path.delimiter), path.dirname(process.execPath)]) {
    const link = path.join(folder, 'npm')
    if (!fs.existsSync(link)) continue
    const real = fs.realpathSync(link)
    for (const cli of [real, path.join(path.dirname(real), '../lib/node_modules/npm/bin/npm-cli.js')]) {
      if (/\.c?js$/.test(cli) && fs.existsSync(cli)) return cli
    }
  }
  throw new Trouble(
    'Luot fetches what it needs with npm, and npm is not on this machine. On Debian: sudo apt-get install -y npm',
  )
}

function npmTrouble({ code, out, err }, what) {
  const said = `${err}\n${out}`
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|E50\d/.test(said)
  ) {
    return new Trouble(
      `${what}: the npm registry cannot be reached. Connect this machine to the Internet for the first start, then try again; ` +
        'or copy the folders .tools/ and node_modules/ from another machine of the same kind.',
    )
  }
  if (/ENOSPC/.test(said)) return new Trouble(`${what}: the disk is full. Free about 1 GB and try again.`)
  if (/EACCES|EROFS|EPERM/.test(said))
    return new Trouble(`${what}: ${root} is not ours to write. Mend its owner and try again.`)
  return new Trouble(`${what} (npm ended with ${code}):\n${err.trim() || out.trim()}`)
}

/** Runs a program to its end and tells its code and words; a signal to us, or the time limit, ends it too. */
function run(program, args, { cwd, env, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: env || process.env, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.on('data', (bytes) => {
      out += bytes
    })
    child.stderr.on('data', (bytes) => {
      err += bytes
    })
    const timer = timeoutMs && setTimeout(() => child.kill('SIGTERM'), timeoutMs)
    const stop = (signal) => {
      child.kill(signal)
      process.exit(signal === 'SIGINT' ? 130 : 143)
    }
    process.once('SIGINT', stop).once('SIGTERM', stop)
    const end = (code) => {
      clearTimeout(timer)
      process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop)
      resolve({ code, out, err })
    }
    child.on('error', (error) => {
      err += error.message
      end(127)
    })
    child.on('close', (code) => end(code === null ? 143 : code))
  })
}

/** Lets one set-up at a time change this folder: `npm start` and `npm test` may be typed side by side. */
async function oneAtATime(body) {
  fs.mkdirSync(tools, { recursive: true })
  const lock = path.join(tools, 'setup.lock')
  for (let waited = false; ; waited = true) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!alive(Number(readText(lock)))) {
        remove(lock)
        continue
      }
      if (!waited) say('Another command is setting Luot up just now: waiting for it …')
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
  const unlock = () => remove(lock)
  process.once('exit', unlock)
  try {
    return await body()
  } finally {
    process.removeListener('exit', unlock)
    unlock()
  }
}

function alive(pid) {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function readText(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined
}

function readJson(file) {
  const text = readText(file)
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch (error) {
    say(`${file} is damaged: ${error.message}`)
    return undefined
  }
}

function remove(place) {
  // rm came with Node 14; before that a folder is emptied by the older call.
  if (fs.rmSync) fs.rmSync(place, { recursive: true, force: true })
  else if (fs.existsSync(place)) {
    if (fs.statSync(place).isDirectory()) fs.rmdirSync(place, { recursive: true })
    else fs.unlinkSync(place)
  }
}

const firstLine = (text) => `${text.trim().split(os.EOL)[0]}.`

module.exports = { Trouble, apps, debian, dependencies, handOver, orSayWhy, packages, rightNode, root, say, stripped }
