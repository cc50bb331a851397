/** `GET /api/dock`: the virtual devices and what the printers among them got. */
export interface DockView {
  devices: { id: string; kind: string; state: string }[]
  slips: { id: string; device: string; url: string; at: number; title: string }[]
}

export type DockAction = 'paper-out' | 'paper-in' | 'unplug' | 'plug' | 'cover-open' | 'cover-close' | 'slow' | 'key'

/** What can be done to a virtual device: a printer has paper and a cover, a keypad has keys, and both have a cable. */
export function doable(kind: string): { action: DockAction; key?: string }[] {
  const cable: { action: DockAction }[] = [{ action: 'unplug' }, { action: 'plug' }]
  if (kind === 'printer') {
    const paper = (['paper-out', 'paper-in', 'cover-open', 'cover-close', 'slow'] as const).map((action) => ({
      action,
    }))
    return [...paper, ...cable]
  }
  if (kind === 'keypad' || kind === 'button') {
    return [...['next', 'recall', 'finish'].map((key) => ({ action: 'key' as const, key })), ...cable]
  }
  return cable
}
