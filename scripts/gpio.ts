import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { root } from './setup.cjs'

/**
 * Compiles epoll, the one native part that ships no binary, so that onoff can read buttons on the pins of a board.
 *
 * It is tied to one version of Node, hence compiled against the headers of the very Node that runs the hub. Only a
 * machine with GPIO buttons needs it, and only there a compiler: `sudo apt-get install -y python3 make g++`.
 */
const epoll = join(root, 'node_modules', 'epoll')
const headers = [process.execPath, realpathSync(process.execPath)].map((node) => dirname(dirname(node)))
const nodedir = headers.find((folder) => existsSync(join(folder, 'include/node/node.h')))
const gyp = findNodeGyp()

if (!existsSync(epoll)) stop('onoff is not installed here: npm install was told to omit optional packages.')
if (!nodedir)
  stop(`${process.execPath} came without its headers: remove it from the PATH, so that Luot brings its own.`)
if (!gyp) stop('node-gyp was not found beside npm: install npm and try again.')

// node-gyp lets npm's settings win over its own arguments, so the headers are named the way npm would.
const env = { ...process.env, npm_config_nodedir: nodedir }
const built = spawnSync(process.execPath, [gyp, 'rebuild', '--silent'], { cwd: epoll, stdio: 'inherit', env })
if (built.status !== 0) stop('epoll could not be compiled; on Debian: sudo apt-get install -y python3 make g++')
createRequire(join(root, 'package.json'))('epoll')
console.log('epoll is compiled and loads: GPIO buttons and lamps can be configured now.')

function findNodeGyp(): string | undefined {
  const npms = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'npm'))
    .filter(existsSync)
  const places = [process.env.npm_execpath, ...npms.map((npm) => realpathSync(npm))].filter(
    (place) => place !== undefined,
  )
  return places
    .map((cli) => join(dirname(dirname(cli)), 'node_modules/node-gyp/bin/node-gyp.js'))
    .find((file) => existsSync(file))
}

function stop(why: string): never {
  console.error(why)
  process.exit(1)
}
