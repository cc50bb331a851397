import { join } from 'node:path'
import Database from 'better-sqlite3'
import Fastify from 'fastify'
import { Server } from 'socket.io'

/**
 * The floor every figure stands on: the same libraries with nothing of ours between them.
 *
 *     POST /insert      one durable INSERT (WAL, synchronous=FULL), then the answer
 *     POST /broadcast   the body, to every socket of /display at once
 *
 * Plain JavaScript, so that the floor pays for no stripper of types, as the started hub does not.
 */
const folder = process.argv[2]
if (!folder) throw new Error('bare.mjs DATA_FOLDER')

const database = new Database(join(folder, 'bare.db'))
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec('CREATE TABLE IF NOT EXISTS tickets (seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT')
const insert = database.prepare('INSERT INTO tickets (body) VALUES (?)')

const app = Fastify()
const io = new Server(app.server, { transports: ['websocket'], serveClient: false, perMessageDeflate: false })
io.of('/display').on('connection', (socket) => {
  socket.emit('view', { rev: 0 })
})
app.get('/healthz', async () => ({ status: 'ok' }))
app.post('/insert', async (request) => ({ seq: Number(insert.run(JSON.stringify(request.body)).lastInsertRowid) }))
app.post('/broadcast', async (request) => {
  io.of('/display').emit('view', request.body)
  return { sent: true }
})
const address = await app.listen({ host: '127.0.0.1', port: 0 })
console.log(`listening ${address}`)
process.on('SIGTERM', () => process.exit(0))
