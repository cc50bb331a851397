import type { BookAppointment, BookedAppointment } from '#core/contract/appointments.ts'
import type { DeskContract } from '#core/contract/desk.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { Chance } from './chance.ts'
import type { Line } from './line.ts'
import type { Notebook } from './notebook.ts'

type Asks = DeskContract['asks'] & { 'book-appointment': { body: BookAppointment; value: BookedAppointment } }

/** The desk by the door: no counter of its own, but whoever needs help is helped there. */
export interface InformationDesk {
  readonly line: Line<DeskContract>
  /** Asks, and writes into the notebook what was answered; null when it was refused. */
  ask<Name extends keyof Asks & string>(
    name: Name,
    more: Omit<Asks[Name]['body'], 'command'>,
  ): Promise<Asks[Name]['value'] | null>
}

export function openInformationDesk(parts: {
  url: string
  cookie: string
  line: Line<DeskContract>
  chance: Chance
  notebook: Notebook
}): InformationDesk {
  const { url, cookie, line, chance, notebook } = parts

  /** Appointments are kept on a page of their own, which asks over HTTP. */
  async function post(name: string, command: string, body: object): Promise<Answer<unknown>> {
    const answer = await fetch(`${url}/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': command, cookie },
      body: JSON.stringify(body),
    })
    const value = (await answer.json()) as { code: string; detail: string }
    if (answer.ok) return { ok: true, value }
    return { ok: false, status: answer.status, code: value.code, message: { vi: value.detail, en: value.detail } }
  }

  return {
    line,
    async ask(name, more) {
      const command = chance.id()
      const answer =
        name === 'book-appointment'
          ? await post(name, command, more)
          : await line.ask(name as keyof DeskContract['asks'], { command, ...more } as never)
      notebook.heard(name, command, answer)
      return answer.ok ? (answer.value as Asks[typeof name]['value']) : null
    },
  }
}
