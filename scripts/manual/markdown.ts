/** One page of the manual as it is shown: its body, its title, and the pictures it needs, by their place beside `docs/manual/`. */
export interface Shown {
  readonly title: string
  readonly sections: readonly { readonly id: string; readonly name: string }[]
  readonly body: string
  readonly pictures: readonly string[]
}

/** How large a picture is, in pixels, so that the page stands still while it loads. */
export type SizeOf = (picture: string) => { readonly width: number; readonly height: number }

/**
 * Turns the few things the manual is written in into HTML: headings, paragraphs, numbered and dotted lists, tables, pictures, links,
 * and bold. What stands behind `>` is for developers and left out; everything else stands as it is written, and nothing can come in
 * as markup.
 */
export function shown(markdown: string, sizeOf: SizeOf): Shown {
  const sections: { id: string; name: string }[] = []
  const pictures: string[] = []
  let title = ''
  const told = (text: string) => inline(text, (picture) => pictures.push(picture), sizeOf)
  const body = blocksOf(markdown).map((lines) => {
    const [first = ''] = lines
    const [, marks = '', name = ''] = /^(#{1,3}) (.+)$/.exec(first) ?? []
    if (marks === '#') title = name
    if (marks === '##') sections.push({ id: idOf(name), name })
    if (marks) return `<h${marks.length} id="${idOf(name)}">${told(name)}</h${marks.length}>`
    if (first.startsWith('|')) return table(lines, told)
    const [, number] = /^(\d+)\. /.exec(first) ?? []
    // After a picture the steps go on where they were.
    if (number) return `<ol start="${number}">${points(lines, told)}</ol>`
    if (first.startsWith('- ')) return `<ul>${points(lines, told)}</ul>`
    return `<p>${told(lines.join(' '))}</p>`
  })
  return { title, sections, body: body.join('\n'), pictures }
}

function blocksOf(markdown: string): string[][] {
  return markdown
    .split(/\n{2,}/)
    .map((block) => block.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0 && !lines[0]?.startsWith('> '))
}

/** A line that begins with spaces goes on with the point before it. */
function points(lines: readonly string[], told: (text: string) => string): string {
  const texts: string[] = []
  for (const line of lines) {
    const [, text] = /^(?:\d+\.|-) (.+)$/.exec(line) ?? []
    if (text !== undefined) texts.push(text)
    else texts.push(`${texts.pop() ?? ''} ${line.trim()}`)
  }
  return texts.map((text) => `<li>${told(text)}</li>`).join('')
}

function table([head = '', , ...rows]: readonly string[], told: (text: string) => string): string {
  const cells = (row: string) => row.replace(/^\||\|$/g, '').split('|')
  const line = (row: string, tag: string) =>
    `<tr>${cells(row)
      .map((cell) => `<${tag}>${told(cell.trim())}</${tag}>`)
      .join('')}</tr>`
  return `<table><thead>${line(head, 'th')}</thead><tbody>${rows.map((row) => line(row, 'td')).join('')}</tbody></table>`
}

function inline(text: string, needs: (picture: string) => void, sizeOf: SizeOf): string {
  return escaped(text)
    .replace(/!\[([^\]]*)\]\(([^)]+)\)/g, (_, alt: string, path: string) => {
      needs(path)
      const { width, height } = sizeOf(path)
      const source = path.replace(/^\.\.\//, '')
      return `<img src="${source}" alt="${alt}" width="${width}" height="${height}" loading="lazy" />`
    })
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, name: string, to: string) => `<a href="${addressOf(to)}">${name}</a>`)
    .replace(/`(\/desk[^`]*)`/g, '<a href="$1">$1</a>')
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
}

/** The parts of the manual are pages beside each other, there as here. */
function addressOf(to: string): string {
  return to.replace(/^README\.md/, 'index.html').replace(/\.md(#|$)/, '.html$1')
}

/** A heading’s name in an address, without marks: “Cuối ngày” is `cuoi-ngay`. */
export function idOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
