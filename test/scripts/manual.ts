import assert from 'node:assert/strict'
import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PAGES } from '../../desk/src/which-page.ts'
import { idOf, shown } from '../../scripts/manual/markdown.ts'
import { manualFiles, manualParts } from '../../scripts/manual/pages.ts'
import { spec } from '../kit/spec.ts'

const ROOT = join(import.meta.dirname, '../..')
const FOLDER = join(ROOT, 'docs/manual')
const PICTURES = join(ROOT, 'docs/pictures/manual')
const MOST_LINES = 250
const MOST_BYTES = 3_000_000
const NO_SIZE = () => ({ width: 1, height: 1 })

const parts = manualParts()
const all = (pattern: RegExp) =>
  parts.flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([, found = '']) => ({ file, found })))

/** Every Vietnamese word the program shows, as it stands in the code; what is filled in later is a gap. */
function wordsOfProgram(): string[] {
  const files = globSync('{desk,kiosk,display,web,core,server}/**/*.ts', { cwd: ROOT })
  const said = /\bvi:\s*(?:\([^)]*\)\s*=>\s*)?(['"`])((?:\\.|(?!\1)[\s\S])*)\1/g
  return files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(said)].map(([, , words = '']) =>
      words.replace(/\$\{[^}]*\}/g, '\0'),
    ),
  )
}

spec('the manual keeps to the program', ({ test }) => {
  test('has its four parts and their contents, each short enough to be read', () => {
    assert.deepEqual(parts.map(({ file }) => file).sort(), [
      'README.md',
      'can-bo.md',
      'lanh-dao.md',
      'quan-tri.md',
      'truong-bo-phan.md',
    ])
    for (const { file, text } of parts) {
      assert.ok(text.split('\n').length <= MOST_LINES, `${file} is too long`)
      assert.match(text, /^# .+\n\n> For developers: /, `${file} says in English what it is`)
    }
  })

  test('every picture it shows is there and is described, and every picture that is there is shown', () => {
    const shows = parts.flatMap(({ text }) => [...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)])
    assert.ok(shows.length > 30)
    for (const [, alt = '', path = ''] of shows) {
      assert.ok(alt.length > 10, `${path} is not described`)
      assert.ok(existsSync(join(FOLDER, path)), `${path} is not there`)
    }
    const used = new Set(shows.map(([, , path = '']) => path.split('/').at(-1)))
    const kept = readdirSync(PICTURES)
    assert.deepEqual(
      kept.filter((name) => !used.has(name)),
      [],
    )
    assert.ok(kept.every((name) => /^[a-z0-9-]+\.png$/.test(name)))
    assert.ok(kept.reduce((sum, name) => sum + statSync(join(PICTURES, name)).size, 0) < MOST_BYTES)
  })

  test('every link leads somewhere, to the very heading', () => {
    for (const { file, found } of all(/(?<!!)\[[^\]]+\]\(([^)]+)\)/g)) {
      const [to = '', heading] = found.split('#')
      const target = parts.find((part) => part.file === (to || file))
      assert.ok(target, `${file} links to ${to}`)
      if (heading)
        assert.ok(
          shown(target.text, NO_SIZE).sections.some(({ id }) => id === heading),
          `${file}: ${found}`,
        )
    }
  })

  test('every page it names is one of the staff’s pages, and none of theirs is forgotten', () => {
    const named = all(/`\/desk([^`]*)`/g)
    for (const { file, found } of named) {
      assert.ok(
        PAGES.some(({ path }) => path === found.replace(/\/$/, '')),
        `${file} names /desk${found}`,
      )
    }
  })

  test('every button and word it quotes is said by the program in these very words', () => {
    const words = wordsOfProgram()
    assert.ok(words.length > 1_500)
    const quoted = all(/“([^”]+)”/g)
    assert.ok(quoted.length > 100)
    const stale = quoted.filter(({ found }) => !words.some((one) => one.includes(found)))
    assert.deepEqual(stale, [])
  })

  test('is told in plain pages: nothing written becomes markup, steps go on after a picture', () => {
    const { body, sections, title } = shown(
      '# Đổi <b> & "x"\n\n> For developers: no.\n\n## Ô\n\n1. một\n   nữa\n\n3. ba\n\n| a | b |\n|---|---|\n| `x` | **y** |',
      NO_SIZE,
    )
    assert.equal(title, 'Đổi <b> & "x"')
    assert.deepEqual(sections, [{ id: 'o', name: 'Ô' }])
    assert.doesNotMatch(body, /For developers/)
    assert.match(body, /<h1 id="doi-b-x">Đổi &lt;b> &amp; &quot;x&quot;<\/h1>/)
    assert.match(body, /<ol start="1"><li>một nữa<\/li><\/ol>\n<ol start="3"><li>ba<\/li><\/ol>/)
    assert.match(body, /<td><code>x<\/code><\/td><td><strong>y<\/strong><\/td>/)
    assert.equal(idOf('Gọi số: “Đường”'), 'goi-so-duong')
  })

  test('its pages carry no script and no style of their own, and name only files that come with them', () => {
    const files = manualFiles('/desk/assets/index.css')
    const pages = files.filter(({ name }) => name.endsWith('.html'))
    assert.equal(pages.length, 5)
    for (const { name, source } of pages) {
      assert.doesNotMatch(String(source), /<script|<style|style=|\son\w+=/, name)
      for (const [, to = ''] of String(source).matchAll(/(?:src|href)="([^"]+)"/g)) {
        const [file = ''] = to.split('#')
        const comes = file === '' || to.startsWith('/desk') || to === 'data:,' || files.some((one) => one.name === file)
        assert.ok(comes, `${name} names ${to}`)
      }
    }
  })
})
