import * as assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mmPerPx } from '#web/theme/pixel-size.ts'
import { spec } from '../kit/spec.ts'

const TOKENS = readFileSync(new URL('../../web/theme/tokens.css', import.meta.url), 'utf8')

/** Whatever is written, on whatever it may be written: 7:1 (U7). */
const TEXT: [ink: string, ground: string][] = [
  ...pairs(['--ink', '--ink-soft'], ['--paper', '--card', '--sunk', '--accent-wash']),
  ...pairs(['--accent'], ['--paper', '--card', '--accent-wash']),
  ...pairs(['--on-accent'], ['--accent', '--accent-press']),
  ...['good', 'warn', 'bad', 'away'].flatMap((state) => [
    ...pairs([`--${state}`], ['--paper', '--card', `--${state}-wash`]),
    ...pairs(['--ink'], [`--${state}-wash`]),
    ...pairs(['--on-state'], [`--${state}`]),
  ]),
]
/** What must be seen but not read: 3:1. */
const SHAPES = pairs(['--line-strong', '--focus'], ['--paper', '--card', '--sunk'])

const MODES = {
  light: [':root'],
  'high contrast': [':root', ':root[data-contrast="high"]'],
  'dark ground': [':root', ':root[data-ground="dark"]'],
  'high contrast on dark': [':root', ':root[data-ground="dark"]', ':root[data-contrast="high"]'],
}

spec('the theme', ({ test }) => {
  for (const [mode, selectors] of Object.entries(MODES)) {
    const colours = Object.assign({}, ...selectors.map(block)) as Record<string, string>
    test(`U7: all text is 7:1 or better, ${mode}`, () => assert.deepEqual(below(7, TEXT, colours), []))
    test(`U7: lines and focus rings are 3:1 or better, ${mode}`, () => assert.deepEqual(below(3, SHAPES, colours), []))
  }

  test('the measure itself is right: black on white is 21:1, and a grey known to fail fails', () => {
    assert.equal(contrast('#000000', '#ffffff'), 21)
    assert.ok(contrast('#777777', '#ffffff') < 4.5)
  })

  test('U2: capitals are 4.8 mm, on buttons 6.4 mm, in large text 7.3 mm or more', () => {
    assert.ok(capMm(':root', '--cap-text') >= 4.8)
    assert.ok(capMm(':root', '--cap-button') >= 6.4)
    const large = ':root[data-text="large"]'
    for (const cap of ['--cap-text', '--cap-button', '--cap-title', '--cap-hero']) {
      assert.ok(capMm(large, cap) >= 7.3, cap)
      assert.ok(capMm(large, cap) > capMm(':root', cap), `${cap} grows`)
    }
  })

  test('U1: targets are 20 mm or more, tiles 60 × 25 mm, gaps 3 mm, in large text too', () => {
    assert.ok(capMm(':root', '--target') >= 20)
    assert.ok(capMm(':root', '--tile-width') >= 60)
    assert.ok(capMm(':root', '--tile-height') >= 25)
    assert.ok(capMm(':root', '--gap') >= 3)
    assert.ok(capMm(':root[data-text="large"]', '--gap') >= 3)
  })

  test('U8: lines leave room for Vietnamese marks', () => {
    assert.ok(Number(block(':root')['--leading']) >= 1.35)
    assert.ok(Number(block(':root')['--leading-tight']) >= 1.35)
  })

  test('a 21.5" full-HD panel has pixels of 0.248 mm, the default of --mm', () => {
    const size = mmPerPx(21.5, 1920, 1080)
    assert.equal(size.toFixed(3), '0.248')
    assert.ok(Math.abs(Number.parseFloat(block(':root')['--mm']!) - 1 / size) < 0.01)
  })
})

function pairs(inks: string[], grounds: string[]): [string, string][] {
  return inks.flatMap((ink) => grounds.map((ground): [string, string] => [ink, ground]))
}

function below(least: number, wanted: [string, string][], colours: Record<string, string>): string[] {
  return wanted
    .map(([ink, ground]) => ({ ink, ground, ratio: contrast(colours[ink]!, colours[ground]!) }))
    .filter(({ ratio }) => !(ratio >= least))
    .map(({ ink, ground, ratio }) => `${ink} on ${ground}: ${ratio.toFixed(2)}`)
}

function capMm(selector: string, token: string): number {
  const written = /^calc\(([\d.]+) \* var\(--mm\)\)$/.exec(block(selector)[token] ?? '')
  assert.ok(written, `${selector} ${token} is written in millimetres`)
  return Number(written[1])
}

/** The custom properties of the first block with exactly this selector. */
function block(selector: string): Record<string, string> {
  const start = TOKENS.indexOf(`\n${selector} {`)
  assert.ok(start >= 0, `${selector} stands in tokens.css`)
  const body = TOKENS.slice(TOKENS.indexOf('{', start) + 1, TOKENS.indexOf('}', start))
  return Object.fromEntries([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]))
}

/** WCAG's contrast ratio of two #rrggbb colours. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}

function luminance(colour: string): number {
  assert.match(colour, /^#[0-9a-f]{6}$/)
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
