import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

/** The API as a page to read, drawn from the same document as /openapi.json: one style sheet, and not a line of script. */
export function openApiPage(app: FastifyInstance): void {
  const style = readFileSync(join(import.meta.dirname, 'api-page.css'), 'utf8')
  app.get('/docs', { config: { may: 'hall' }, schema: { hide: true } }, (_, reply) =>
    reply.type('text/html; charset=utf-8').send(pageOf(app.swagger() as unknown as ApiDocument)),
  )
  app.get('/docs/page.css', { config: { may: 'hall' }, schema: { hide: true } }, (_, reply) =>
    reply.type('text/css; charset=utf-8').send(style),
  )
}

/** As much of an OpenAPI document as the page shows. */
interface ApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

interface Operation {
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: Schema; example?: unknown }>> }
  readonly responses: Readonly<Record<string, { readonly description?: string }>>
}

interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

function pageOf({ info, paths }: ApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? 'more'))]
  const chapters = tags.map((tag) => {
    const those = operations.filter(({ operation }) => (operation.tags?.[0] ?? 'more') === tag)
    return `<h2>${text(tag)}</h2>${those.map(sectionOf).join('')}`
  })
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">' +
    `<link rel="stylesheet" href="/docs/page.css"><title>${text(info.title)} API</title></head><body><main>` +
    `<h1>${text(info.title)} API ${text(info.version)}</h1><p>${text(info.description ?? '')}</p>` +
    '<p><a href="/openapi.json">openapi.json</a></p>' +
    `${chapters.join('')}</main></body></html>`
  )
}

function sectionOf({ method, path, operation }: { method: string; path: string; operation: Operation }): string {
  const { summary, description, parameters = [], requestBody, responses } = operation
  const body = requestBody?.content['application/json']
  const fields = Object.entries(body?.schema.properties ?? {})
  const rows = [
    ...parameters.map((one) => row(one.name, one.in, one.required ?? false, one.schema)),
    ...fields.map(([name, schema]) => row(name, 'body', body?.schema.required?.includes(name) ?? false, schema)),
  ]
  const answers = Object.entries(responses).map(([status, { description: what }]) => `${status} ${what ?? ''}`)
  return (
    `<section><h3><code>${method} ${text(path)}</code></h3>` +
    `<p>${text(summary ?? '')}</p>${description ? `<p>${text(description)}</p>` : ''}` +
    (rows.length > 0 ? `<table>${rows.join('')}</table>` : '') +
    (body?.example === undefined ? '' : `<pre>${text(JSON.stringify(body.example, null, 2))}</pre>`) +
    `<p>${answers.map(text).join(' · ')}</p></section>`
  )
}

function row(name: string, where: string, required: boolean, schema: Schema): string {
  const cells = [name, where, required ? 'required' : 'optional', shapeOf(schema)]
  return `<tr>${cells.map((cell) => `<td>${text(cell)}</td>`).join('')}</tr>`
}

/** A schema in a few words: `string, 1 to 200`. */
function shapeOf(schema: Schema): string {
  if (schema.anyOf) return schema.anyOf.map(shapeOf).join(' or ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const least = schema.minLength ?? schema.minimum
  const most = schema.maxLength ?? schema.maximum
  const limits = most === undefined ? '' : least === undefined ? `, up to ${most}` : `, ${least} to ${most}`
  const of = schema.items ? ` of ${shapeOf(schema.items)}` : ''
  return `${schema.type ?? 'anything'}${of}${limits}${schema.pattern ? `, like ${schema.pattern}` : ''}`
}

function text(plain: string): string {
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
