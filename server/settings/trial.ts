import type { Trial, TrialEnd } from '#core/contract/settings/file.ts'
import type { Answer } from '#core/contract/shapes.ts'
import type { NoteAct } from '../acts.ts'
import { problem, refusal, roadProblem } from '../edge/problem.ts'
import type { Who } from '../edge/who.ts'
import type { Reaction } from '../road.ts'
import type { AllSettings, PartRead, SettingsRooms } from './all-settings.ts'
import type { BegunPlans, Newest } from './begun-plans.ts'
import { type Difference, differences } from './differences.ts'
import { oneAfterTheOther } from './in-turn.ts'
import type { Versions } from './versions.ts'

/**
 * Settings that are only tried: whatever is changed while the hall practises. What held when the practice began is kept whole, and
 * afterwards the administrator is asked.
 *
 *     practice begins ──▶ trying ──▶ practice ends ──▶ asking ──▶ kept, or taken back
 *                          │  ▲                         │  │
 *                          │  └── practice begins again ┘  │
 *                          └─ the hub starts anew, ────────┴─ a new day begins ──▶ taken back
 *
 * A real morning never begins with settings nobody said yes to; plans that begin with it were said yes to.
 */
export interface TrialRoom {
  look(): Trial
  end(asked: TrialEnd, who: Who): Promise<Answer<Trial>>
  readonly reaction: Reaction
  /** At a start: what was tried when the hub ended is taken back. */
  settle(): Promise<void>
}

/** What is written down of a trial; the newest version of the kind `trial` tells how it stands. */
interface Kept {
  readonly state: 'trying' | 'asking' | 'over'
  /** What held when the practice began; null once it is over. */
  readonly before: AllSettings | null
  /** Which versions were the newest then: a plan that has begun since was not tried. */
  readonly since: Newest
}

const OVER: Kept = { state: 'over', before: null, since: {} }

export function openTrial(parts: {
  rooms: SettingsRooms
  plans: BegunPlans
  versions: Versions
  practising: () => boolean
  now: () => number
  note: NoteAct
  onTrouble: (error: unknown) => void
}): TrialRoom {
  const { rooms, plans, versions } = parts
  // A new day may begin while the administrator answers.
  const inTurn = oneAfterTheOther()
  const kept = (): Kept => ({ ...OVER, ...(versions.inForce()?.body as Partial<Kept> | undefined) })
  function keep(body: Kept, by = 'hub'): void {
    versions.add({ act: 'changed', at: parts.now(), by, from: null, why: null, seq: null, body })
  }

  /** Where it still asks about a practice before, that one's question stays open: nobody has said yes to what was tried in it. */
  function begin(): void {
    const open = kept()
    if (open.state === 'over') keep({ state: 'trying', before: rooms.now(), since: plans.newest() })
    else keep({ ...open, state: 'trying' })
  }

  function close(by: string): void {
    keep(OVER, by)
    // It practises on: what is changed from here is a trial again.
    if (parts.practising()) begin()
  }

  /** Every part as it would hold now if nothing had been tried. */
  function untried(): readonly PartRead[] {
    const { before, since } = kept()
    return before === null ? [] : rooms.read(plans.carriedOn(before, since), '')
  }

  /** Where what holds now differs from that. */
  function changed(): { part: string; title: PartRead['title']; differs: Difference[] }[] {
    return untried().flatMap(({ part, title, now, wanted }) => {
      const differs = wanted === null ? [] : differences(wanted, now)
      return differs.length > 0 ? [{ part, title, differs }] : []
    })
  }

  function look(): Trial {
    const { state } = kept()
    if (state === 'over') return { state: 'none', changed: [] }
    return { state: state === 'trying' ? 'practising' : 'asking', changed: changed() }
  }

  async function takeBack(who: Who, why: string): Promise<Answer<null>> {
    const told = changed()
    if (told.length === 0) {
      close(who.id)
      return { ok: true, value: null }
    }
    const pick = (side: 'before' | 'after') =>
      Object.fromEntries(
        told.map(({ part, differs }) => [part, Object.fromEntries(differs.map((one) => [one.path, one[side]]))]),
      )
    // Told as it goes: from what was tried back to what held.
    const act = {
      about: 'settings',
      id: 'trial',
      did: 'taken back',
      before: pick('after'),
      after: pick('before'),
    } as const
    const noted = await parts.note(who, { ...act, why })
    if (!noted.ok) return noted
    try {
      // Read anew: noting it may have turned the day, and begun a plan.
      const refused = await rooms.bring(untried(), { id: who.id, why })
      if (refused !== null) return refusal(refused as Parameters<typeof refusal>[0])
    } catch (error) {
      return roadProblem(error)
    }
    close(who.id)
    return { ok: true, value: null }
  }

  /** Nobody is there to ask: the hub decides as it says it does. */
  const byItself = (why: string): Promise<void> =>
    inTurn(async () => {
      if (kept().state === 'over') return
      const back = await takeBack({ role: 'hub', id: 'hub', name: '' }, why)
      if (!back.ok) parts.onTrouble(new Error(`settings of a practice could not be taken back: ${back.code}`))
    })

  async function end({ keep: isKept, why }: TrialEnd, who: Who): Promise<Answer<Trial>> {
    if (kept().state !== 'asking') return problem('not-found')
    if (!isKept) {
      const back = await takeBack(who, why)
      return back.ok ? { ok: true, value: look() } : back
    }
    const told = changed().map(({ part }) => part)
    const act = { about: 'settings', id: 'trial', did: 'kept', before: null, after: { parts: told } } as const
    const noted = await parts.note(who, { ...act, why })
    if (!noted.ok) return noted
    close(who.id)
    return { ok: true, value: look() }
  }

  return {
    look,
    end: (asked, who) => inTurn(() => end(asked, who)),
    reaction({ happened }) {
      for (const { event } of happened) {
        if (event.type === 'PracticeBegan') begin()
        if (event.type === 'PracticeEnded' && kept().state === 'trying') {
          keep(changed().length > 0 ? { ...kept(), state: 'asking' } : OVER)
        }
        if (event.type === 'DayOpened' && kept().state !== 'over') {
          byItself('một ngày mới bắt đầu').catch(parts.onTrouble)
        }
      }
    },
    async settle() {
      const { state } = kept()
      if (state === 'trying') await byItself('máy chủ khởi động lại khi đang tập dượt')
      // The power went between taking back and crossing the question out, or between the practice and its trial.
      else if (state === 'asking' && changed().length === 0) close('hub')
      else if (parts.practising()) begin()
    },
  }
}
