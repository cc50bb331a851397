import type { ScoringRules, ScoringRulesChange } from '#core/contract/scoring-rules.ts'
import type { Answer } from '#core/contract/shapes.ts'
import { MEASURES } from '#core/domain/scoring/measures.ts'
import type { Who } from '../edge/who.ts'
import type { DocumentRoom } from '../settings/documents.ts'
import { SCORING } from './kind.ts'
import { offeredRules } from './rule-files.ts'

/** Which rules hold when; a thin face on the document of settings `scoring`, one rule set at a time. */
export interface ScoringRulesRoom {
  look(): ScoringRules
  put(asked: ScoringRulesChange, who: Who): Promise<Answer<ScoringRules>>
}

export function scoringRules(documents: DocumentRoom): ScoringRulesRoom {
  function look(): ScoringRules {
    const found = documents.look(SCORING.kind)
    return {
      version: found?.version ?? 0,
      inForce: documents.now(SCORING).inForce,
      offered: [...offeredRules()],
      measures: Object.entries(MEASURES).map(([id, { name }]) => ({ id, name })),
      lines: found?.lines ?? [],
    }
  }
  return {
    look,
    async put({ version, from, rules, why }, who) {
      const others = documents.now(SCORING).inForce.filter((one) => one.from !== from)
      const inForce = [...others, { from, rules }].toSorted((a, b) => (a.from < b.from ? -1 : 1))
      const changed = await documents.change(SCORING.kind, { version, body: { inForce }, from: null, why }, who)
      return changed.ok ? { ok: true, value: look() } : changed
    },
  }
}
