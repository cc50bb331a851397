import { noteReload, type ReloadMemory, reloadInMs } from './reload.ts'

const KEY = 'luot-reloaded-at'

/** Gives the link its `onOtherProtocol` in a real page: reload for the hub's newer files, but never in a spin. */
export function pageReload(): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    setTimeout(
      () => {
        noteReload(sessionMemory, Date.now())
        location.reload()
      },
      reloadInMs(sessionMemory.read(), Date.now()),
    )
  }
}

const sessionMemory: ReloadMemory = {
  read() {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((at) => typeof at === 'number') : []
  },
  write: (reloadedAt) => sessionStorage.setItem(KEY, JSON.stringify(reloadedAt)),
}
