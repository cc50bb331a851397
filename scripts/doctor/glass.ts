import { basename } from 'node:path'
import { parseEnv } from 'node:util'
import { plan } from '#core/board/plan.ts'
import { type Finding, note, ok } from './finding.ts'
import { type KernelFiles, kernelFiles } from './sysfs.ts'

/**
 * The screens plugged into this machine: what each is, and whether a board on it can be read from the farthest seat.
 *
 * The board's address tells diagonal and distance; the glass tells its own size (EDID), so a wrong figure shows.
 */
export function glass(root = '/'): Finding[] {
  const files = kernelFiles(root)
  return files.find('sys/class/drm/card*-*/status').flatMap((file) => {
    if (files.read(file) !== 'connected') return []
    const folder = file.replace(/\/status$/, '')
    const output = basename(folder).replace(/^card\d+-/, '')
    return [screen(output, folder, files)]
  })
}

function screen(output: string, folder: string, files: KernelFiles): Finding {
  const part = `screen ${output}`
  const size = /^(\d+)x(\d+)/.exec(files.read(`${folder}/modes`) ?? '')
  if (!size) return note(part, 'connected, and shows no picture mode', 'Try another HDMI cable, or switch the set on.')
  const [width, height] = [Number(size[1]), Number(size[2])]
  const inches = diagonalOf(files.bytes(`${folder}/edid`))
  const is = `${width} × ${height}${inches === null ? '' : `, ${inches}″`}`
  const board = boardOn(output, files)
  if (board === null) return ok(part, is)
  const { fits, readableTo, inchesNeeded } = plan(board, { width, height }, 'A000')
  if (inches !== null && Math.abs(inches - board.diagonal) > Math.max(3, board.diagonal * 0.1)) {
    const says = `${is}, and the board's address says ${board.diagonal}″`
    return note(part, says, `Write diagonal=${inches} into the board's address, or the letters come out wrong.`)
  }
  if (fits) return ok(part, `${is}: the board can be read from ${board.distance} m`)
  return note(
    part,
    `${is}: the board can be read from ${readableTo.toFixed(1)} m, and the farthest seat is at ${board.distance} m`,
    `Take a set of ${inchesNeeded}″ or more, or hang it nearer.`,
  )
}

/** What the board on that output was told of its hall; nothing where no board or a kiosk is shown there. */
function boardOn(output: string, files: KernelFiles): { diagonal: number; distance: number } | null {
  const text = files.read(`etc/luot/board-${output}.env`)
  const address = text === null ? undefined : parseEnv(text).LUOT_SCREEN_URL
  if (address === undefined || !URL.canParse(address)) return null
  const { pathname, searchParams } = new URL(address)
  if (!/^\/display(\/board)?\/?$/.test(pathname)) return null
  return { diagonal: Number(searchParams.get('diagonal') ?? 55), distance: Number(searchParams.get('distance') ?? 10) }
}

/** The diagonal in inches by the screen's own description: bytes 21 and 22 are width and height in cm; 0 where it hides them. */
function diagonalOf(edid: Buffer | null): number | null {
  const [width = 0, height = 0] = edid === null ? [] : [edid[21], edid[22]]
  return width > 0 && height > 0 ? Math.round(Math.hypot(width, height) / 2.54) : null
}
