/**
 * Draws docs/access.md, who may come in at which door, from the doors themselves: `npm run access`.
 *
 * test/contract/matrix.ts knocks at every cell of it, and holds the page against what the hub says.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#server/config.ts'
import { openHub } from '#server/hub.ts'
import { accessPage } from './access/page.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'luot-access-'))
const hub = await openHub(readConfig({ LUOT_PORT: '0', LUOT_LOG: 'error', LUOT_DATA: dataFolder }))
const page = accessPage(hub.doors)
await hub.close()
rmSync(dataFolder, { recursive: true })
writeFileSync(join(import.meta.dirname, '../docs/access.md'), page)
console.log('docs/access.md is drawn')
