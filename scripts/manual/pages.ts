import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Shown, shown } from './markdown.ts'

const FOLDER = join(import.meta.dirname, '../../docs/manual')
/** The parts of the manual, in the order of its menu. */
const PARTS = [
  ['README', 'Mục lục'],
  ['can-bo', 'Cán bộ'],
  ['truong-bo-phan', 'Trưởng bộ phận'],
  ['lanh-dao', 'Lãnh đạo'],
  ['quan-tri', 'Quản trị'],
] as const

export interface ManualFile {
  /** Beside `/desk/manual/`. */
  readonly name: string
  readonly source: string | Buffer
}

/**
 * The manual of docs/manual as files to be served under `/desk/manual/`: a page for each part, the style they share and their
 * pictures. `houseStyle` is the address of the desk's own letters and colours.
 */
export function manualFiles(houseStyle: string | null): ManualFile[] {
  const parts = PARTS.map(([part]) => ({ part, page: shown(readFileSync(join(FOLDER, `${part}.md`), 'utf8'), sizeOf) }))
  const pictures = new Set(parts.flatMap(({ page }) => page.pictures))
  return [
    ...parts.map(({ part, page }) => ({ name: fileOf(part), source: html(part, page, houseStyle) })),
    { name: 'manual.css', source: readFileSync(join(import.meta.dirname, 'manual.css')) },
    ...[...pictures].map((path) => ({ name: path.replace(/^\.\.\//, ''), source: readFileSync(join(FOLDER, path)) })),
  ]
}

/** Every part of the manual there is on paper, by its file. */
export function manualParts(): { readonly file: string; readonly text: string }[] {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.md')) : []
  return files.map((file) => ({ file, text: readFileSync(join(FOLDER, file), 'utf8') }))
}

/** A PNG tells its width at byte 16 and its height at byte 20. */
function sizeOf(picture: string) {
  const head = readFileSync(join(FOLDER, picture)).subarray(0, 24)
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
}

function fileOf(part: string): string {
  return part === 'README' ? 'index.html' : `${part}.html`
}

function html(part: string, { title, sections, body }: Shown, houseStyle: string | null): string {
  const menu = PARTS.map(([other, name]) => {
    const here = other === part ? ' aria-current="page"' : ''
    return `<a href="${fileOf(other)}"${here}>${name}</a>`
  })
  const contents = sections.map(({ id, name }) => `<li><a href="#${id}">${name}</a></li>`).join('')
  return `<!doctype html>
<html lang="vi" data-app="desk">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<link rel="icon" href="data:," />
<title>Lượt · ${title}</title>
${houseStyle ? `<link rel="stylesheet" href="${houseStyle}" />` : ''}
<link rel="stylesheet" href="manual.css" />
</head>
<body>
<header><nav aria-label="Các phần của hướng dẫn"><a href="/desk/">Bàn làm việc</a>${menu.join('')}</nav></header>
<main>
${contents && part !== 'README' ? body.replace('</h1>', `</h1>\n<nav class="contents" aria-label="Trong trang này"><ul>${contents}</ul></nav>`) : body}
</main>
</body>
</html>
`
}
