import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeKey, sealRelease } from '../../scripts/bundle/pack.ts'
import { whatIsCompiled } from './hub-process.ts'

export const repo = join(import.meta.dirname, '../..')
const release = join(repo, 'firmware-config/release')

/** A machine in a folder: /opt/luot, /etc/luot and /var/lib/luot, the real programs of firmware-config, and a systemctl of our own. */
export interface Pi {
  readonly root: string
  readonly data: string
  /** Runs one of the programs, as on the machine; `killAt` pulls the plug before its so many-th command. */
  run(program: string, args?: readonly string[], how?: { killAt?: number; killIn?: string }): Promise<Ran>
  current(): string
  releases(): string[]
  onTrial(): boolean
  powerOff(): void
  remove(): void
}

export interface Ran {
  readonly code: number | null
  readonly output: string
}

/**
 * What systemd does in these tests, and no more: one hub at a time, of the release in force; the trial's unit.
 * Killing everything of one process group is the power cut.
 */
const SYSTEMCTL = `#!/bin/bash
stop() { [ -f "$LUOT_ROOT/run/hub" ] && kill "$(cat "$LUOT_ROOT/run/hub")" 2>/dev/null; while kill -0 "$(cat "$LUOT_ROOT/run/hub" 2>/dev/null)" 2>/dev/null; do sleep 0.05; done; rm -f "$LUOT_ROOT/run/hub"; }
echo "$*" >>"$LUOT_ROOT/run/asked"
case "$*" in
  'restart luot-hub.service')
    stop
    here=$(readlink -f "$LUOT_ROOT/opt/luot/current")
    set -a; . "$LUOT_ROOT/etc/luot/hub.env"; set +a
    LUOT_DATA="$LUOT_ROOT$LUOT_DATA" setsid "$here/node/bin/node" "$here/server/main.ts" >>"$LUOT_ROOT/run/hub.log" 2>&1 9>&- &
    echo $! >"$LUOT_ROOT/run/hub"
    for _ in $(seq 200); do
      kill -0 $! 2>/dev/null || exit 1
      (exec 3<>"/dev/tcp/127.0.0.1/$LUOT_PORT") 2>/dev/null && exit 0
      sleep 0.1
    done ;;
  'restart luot-agent.service') readlink "$LUOT_ROOT/opt/luot/current" >"$LUOT_ROOT/run/agent" ;;
  'is-active --quiet luot-agent.service') [ ! -e "$LUOT_ROOT/opt/luot/current/BAD" ] ;;
  'start luot-trial.service') bash "$LUOT_ROOT/usr/local/lib/luot/luot-trial" ;;
esac
`

/** Before each command of one program: counts, and ends the whole process group at the chosen one. */
const PLUG = `case $0 in *"/$KILL_IN") n=0; set -T; trap 'n=$((n+1)); [ $n -ne "$KILL_AT" ] || kill -9 -$LUOT_GROUP' DEBUG;; esac
`

export function makePi(env: Record<string, string> = {}): Pi {
  const root = mkdtempSync(join(tmpdir(), 'luot-pi-'))
  const opt = join(root, 'opt/luot')
  for (const folder of [
    'opt/luot/releases',
    'etc/luot/release-keys',
    'var/lib/luot',
    'run',
    'bin',
    'usr/local/lib/luot',
  ]) {
    mkdirSync(join(root, folder), { recursive: true })
  }
  cpSync(release, join(root, 'usr/local/lib/luot'), { recursive: true })
  writeFileSync(join(root, 'bin/systemctl'), SYSTEMCTL)
  chmodSync(join(root, 'bin/systemctl'), 0o755)
  writeFileSync(join(root, 'bin/plug'), PLUG)
  return {
    root,
    data: join(root, 'var/lib/luot'),
    run(program, args = [], { killAt, killIn = program } = {}) {
      const plug =
        killAt === undefined ? {} : { BASH_ENV: join(root, 'bin/plug'), KILL_AT: `${killAt}`, KILL_IN: killIn }
      // The group's number is its first process's own: known to it as $$, and to all it starts by this variable.
      const line = 'export LUOT_GROUP=$$; exec bash "$0" "$@"'
      const child = spawn('sh', ['-c', line, join(root, 'usr/local/lib/luot', program), ...args], {
        env: { PATH: `${join(root, 'bin')}:${process.env.PATH}`, LUOT_ROOT: root, ...whatIsCompiled, ...env, ...plug },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          output += text
        })
      }
      return new Promise((resolve) => {
        child.on('exit', (code) => setTimeout(() => resolve({ code, output }), 20))
      })
    },
    current: () => readlinkSync(join(opt, 'current')).replace('releases/', ''),
    releases: () => readdirSync(join(opt, 'releases')).sort(),
    onTrial: () => existsSync(join(opt, 'trial')),
    powerOff() {
      const pid = existsSync(join(root, 'run/hub')) ? Number(readFileSync(join(root, 'run/hub'), 'utf8')) : 0
      if (pid > 0) spawnSync('kill', ['-9', `${pid}`])
    },
    remove() {
      this.powerOff()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** A key, and its public half on the machine. */
export function keyFor(pi: Pi): string {
  const name = join(pi.root, 'bin/key')
  makeKey(name)
  cpSync(`${name}.pub.pem`, join(pi.root, 'etc/luot/release-keys/release.pem'))
  return `${name}.pem`
}

/** Lays a release into a folder: the program as it stands here, with Node and packages by link. */
export function layRelease(folder: string, version: string, change: (folder: string) => void = () => {}): void {
  mkdirSync(folder, { recursive: true })
  for (const name of [
    'core',
    'server',
    'firmware-config',
    'scripts/stripped.mjs',
    'scripts/backup.ts',
    'package.json',
  ]) {
    cpSync(join(repo, name), join(folder, name), { recursive: true })
  }
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8')
  writeFileSync(join(folder, 'package.json'), manifest.replace(/"version": "[^"]+"/, `"version": "${version}"`))
  writeFileSync(join(folder, 'RELEASE'), `version=${version}\narch=${process.arch}\n`)
  symlinkSync(join(repo, 'node_modules'), join(folder, 'node_modules'))
  mkdirSync(join(folder, 'node/bin'), { recursive: true })
  symlinkSync(process.execPath, join(folder, 'node/bin/node'))
  for (const app of ['kiosk', 'display', 'desk']) {
    mkdirSync(join(folder, 'dist', app), { recursive: true })
    writeFileSync(join(folder, 'dist', app, 'index.html'), '<!doctype html><script></script>')
  }
  change(folder)
}

/** The least that is a release to the programs that change releases. */
export function layToyRelease(folder: string, version: string, change: (folder: string) => void = () => {}): void {
  mkdirSync(join(folder, 'node/bin'), { recursive: true })
  mkdirSync(join(folder, 'server/journal/migrations'), { recursive: true })
  mkdirSync(join(folder, 'firmware-config'), { recursive: true })
  writeFileSync(join(folder, 'server/journal/migrations/001-x.sql'), '')
  writeFileSync(join(folder, 'firmware-config/install.sh'), 'exit 0\n')
  writeFileSync(join(folder, 'firmware-config/first-install.sh'), 'exit 0\n')
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }))
  writeFileSync(join(folder, 'RELEASE'), `version=${version}\narch=${process.arch}\n`)
  symlinkSync(process.execPath, join(folder, 'node/bin/node'))
  change(folder)
}

/** Seals a release laid by one of the two above. */
export function bundleOf(
  pi: Pi,
  lay: typeof layRelease,
  version: string,
  key: string | null,
  change?: (folder: string) => void,
): string {
  const folder = mkdtempSync(join(pi.root, 'bin/release-'))
  lay(folder, version, change)
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64'
  return sealRelease({
    release: folder,
    out: join(pi.root, 'bin'),
    arch,
    key,
    at: new Date(1_700_000_000_000),
    effort: 0,
  })
}

/** Puts a first release in force, as the installer does. */
export function install(pi: Pi, lay: typeof layRelease, version: string, roles: string): void {
  lay(join(pi.root, 'opt/luot/releases', version), version)
  symlinkSync(`releases/${version}`, join(pi.root, 'opt/luot/current'))
  writeFileSync(join(pi.root, 'etc/luot/roles'), roles)
}
