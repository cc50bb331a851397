import type { ProcedureFull, ProcedureList } from '#core/contract/procedures.ts'
import { countersServing, type Office } from '#core/domain/office.ts'
import type { ProcedureFacts } from '../paper/procedure-slip.ts'
import type { Catalogue, ProcedureLine, ProcedurePage } from '../procedures/catalogue.ts'
import { isRemark } from '../procedures/procedure.ts'

const USUAL_LIMIT = 300

/** The lookup board's questions: lists, one procedure whole, and what is put on paper to take away. */
export function openLookup(parts: { catalogue: Catalogue; office: () => Office; publicUrl: () => string }) {
  const { catalogue } = parts
  const brief = ({ code, name, field, serviceId, online }: ProcedureLine) => ({
    code,
    name,
    field,
    service: serviceId,
    online: online ?? false,
  })

  function full(code: string): ProcedureFull | null {
    const found = catalogue.procedure(code)
    return found ? shown(found) : null
  }

  /** A procedure as every screen is told it, whether or not it is taken today. */
  function shown(found: ProcedurePage): ProcedureFull {
    const counters = found.serviceId === null ? [] : countersServing(parts.office(), found.serviceId)
    return {
      code: found.code,
      name: found.name,
      field: found.field,
      agency: found.place ?? found.agency,
      service: found.serviceId,
      counters: counters.map((counter) => counter.label),
      online: found.online ?? false,
      link: found.link,
      terms: found.terms.map(({ channels, timeText, feeText, feeNote }) => ({
        channels: [...channels],
        timeText,
        feeText,
        feeNote,
      })),
      documents: found.documents.map((one) => ({
        case: one.case,
        items: one.items.map(({ text, originals, copies }) => ({ text, originals, copies })),
      })),
      doubts: [...found.doubts],
      note: found.note,
      url: `${parts.publicUrl()}/p/${found.code}`,
    }
  }

  /** What of a procedure goes on paper. */
  function factsOf(found: ProcedurePage, date: string): ProcedureFacts {
    const { counters, agency, url } = shown(found)
    const inPerson = found.terms.find((term) => term.channels.includes('Trực tiếp')) ?? found.terms[0]
    return {
      office: parts.office().name.vi,
      code: found.code,
      name: found.name,
      papers: found.documents.flatMap((one) => one.items.filter((item) => !isRemark(item)).map((item) => item.text)),
      time: timeOnPaper(inPerson?.timeText ?? null, found.doubts),
      fee: [inPerson?.feeText, inPerson?.feeNote].filter(Boolean).join('. ') || 'Hỏi tại quầy',
      where: counters.length > 0 ? `Quầy ${counters.join(', ')}` : (agency ?? 'Hỏi tại quầy hướng dẫn'),
      note: found.note,
      url,
      date,
    }
  }

  return {
    full,
    shown,
    list({ q, field, limit = USUAL_LIMIT }: { q?: string; field?: string; limit?: number }): ProcedureList {
      const fields = catalogue.fields()
      const total = fields.reduce((sum, one) => sum + one.count, 0)
      const found = q ? catalogue.searchProcedures(q, limit) : field ? catalogue.byField(field) : []
      return {
        total,
        fields: fields.map(({ field: name, count }) => ({ name, count })),
        procedures: found.slice(0, limit).map(brief),
      }
    },
    factsOf,
    slipFacts(code: string, date: string): ProcedureFacts | null {
      const found = catalogue.procedure(code)
      return found ? factsOf(found, date) : null
    },
  }
}

/** The time as published; a bare number is printed with the word that its unit must be asked. */
function timeOnPaper(timeText: string | null, doubts: readonly string[]): string {
  if (timeText === null) return 'Hỏi tại quầy'
  return doubts.includes('time-without-unit') ? `${timeText} (hỏi đơn vị tại quầy)` : timeText
}
