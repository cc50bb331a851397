/** What the doctor found of one part, and what a person can do about it. */
export interface Finding {
  readonly part: string
  readonly state: 'ok' | 'note' | 'fault'
  readonly says: string
  /** What a person can do about it. */
  readonly toDo?: string
}

export const ok = (part: string, says: string): Finding => ({ part, state: 'ok', says })
export const note = (part: string, says: string, toDo: string): Finding => ({ part, state: 'note', says, toDo })
export const fault = (part: string, says: string, toDo: string): Finding => ({ part, state: 'fault', says, toDo })
