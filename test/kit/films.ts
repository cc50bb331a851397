import type { Page } from 'playwright-core'

/**
 * The shortest MP4 that names its picture: the table of tracks, and no picture. Boards refuse or take a film by that table.
 *
 *     ftyp, moov ▸ trak ▸ mdia ▸ hdlr 'vide', minf ▸ stbl ▸ stsd ▸ coding, width, height
 */
export function mp4Of(coding: string, width: number, height: number): Buffer {
  const row = Buffer.alloc(70)
  row.writeUInt16BE(width, 24)
  row.writeUInt16BE(height, 26)
  const stsd = box('stsd', Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]), box(coding, row))
  const hdlr = box('hdlr', Buffer.alloc(8), Buffer.from('vide'), Buffer.alloc(13))
  const sound = box('trak', box('mdia', box('hdlr', Buffer.alloc(8), Buffer.from('soun'), Buffer.alloc(13))))
  const picture = box('trak', box('mdia', hdlr, box('minf', box('stbl', stsd))))
  return Buffer.concat([
    box('ftyp', Buffer.from('isom'), Buffer.alloc(4)),
    box('free', Buffer.alloc(40)),
    box('moov', sound, picture),
  ])
}

function box(name: string, ...content: Buffer[]): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0))
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, ...content])
}

/** The same of a WebM, its Segment as long as a recorder leaves it: not known. */
export function webmOf(codec: string, width: number, height: number): Buffer {
  const size = (value: number) => Buffer.from([value >> 8, value & 0xff])
  const video = part([0xe0], part([0xb0], size(width)), part([0xba], size(height)))
  const sound = part([0xae], part([0x83], Buffer.from([2])), part([0x86], Buffer.from('A_OPUS')))
  const picture = part([0xae], part([0x83], Buffer.from([1])), part([0x86], Buffer.from(codec)), video)
  return Buffer.concat([
    part([0x1a, 0x45, 0xdf, 0xa3], part([0x42, 0x82], Buffer.from('webm'))),
    Buffer.from([0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
    part([0xec], Buffer.alloc(30)),
    part([0x16, 0x54, 0xae, 0x6b], sound, picture),
    part([0x1f, 0x43, 0xb6, 0x75], Buffer.alloc(20)),
  ])
}

function part(id: readonly number[], ...content: Buffer[]): Buffer {
  const whole = Buffer.concat(content)
  return Buffer.concat([Buffer.from(id), Buffer.from([0x40 | (whole.length >> 8), whole.length & 0xff]), whole])
}

/** Real films of two seconds, a moving colour and a tone, recorded by the browser itself: VP8 in WebM and H.264 in MP4. */
export async function recordFilms(page: Page): Promise<{ webm: Buffer; mp4: Buffer }> {
  const [webm = '', mp4 = ''] = await page.evaluate<string[]>(RECORD)
  return { webm: Buffer.from(webm, 'base64'), mp4: Buffer.from(mp4, 'base64') }
}

const RECORD = `(async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 })
  const paint = canvas.getContext('2d')
  let hue = 0
  const painting = setInterval(() => {
    paint.fillStyle = 'hsl(' + (hue += 12) + ' 80% 50%)'
    paint.fillRect(0, 0, 320, 180)
  }, 50)
  const sound = new AudioContext()
  const tone = sound.createOscillator()
  const out = sound.createMediaStreamDestination()
  tone.connect(out)
  tone.start()
  const record = async (mimeType) => {
    const stream = new MediaStream([...canvas.captureStream(20).getTracks(), ...out.stream.getTracks()])
    const recorder = new MediaRecorder(stream, { mimeType })
    const ended = new Promise((resolve, reject) => {
      recorder.ondataavailable = ({ data }) => resolve(data)
      recorder.onerror = ({ error }) => reject(error)
    })
    recorder.onstart = () => setTimeout(() => recorder.stop(), 2_000)
    recorder.start()
    const bytes = new Uint8Array(await (await ended).arrayBuffer())
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  }
  try {
    return await Promise.all([record('video/webm;codecs=vp8,opus'), record('video/mp4;codecs=avc1.42E01E,opus')])
  } finally {
    clearInterval(painting)
    await sound.close()
  }
})()`
