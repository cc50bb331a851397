import type { Text } from '../office.ts'
import { asNumber, type Exact, rounded } from './exact.ts'
import { MEASURES, type Unit } from './measures.ts'
import type { CriterionScore } from './points.ts'
import { type Criterion, mostOf } from './rule-set.ts'

/** Why this criterion came to these points, in one sentence for whoever it is about. */
export function whyPoints(criterion: Criterion, score: CriterionScore, unit: Unit): Text {
  const what = MEASURES[criterion.measures[0] ?? '']?.of ?? { vi: 'hồ sơ', en: 'dossiers' }
  const sample = { vi: `${score.sample} ${what.vi}`, en: `${score.sample} ${what.en}` }
  const figure = score.figure === null ? null : said(score.figure, unit)
  if (!score.scored) {
    switch (score.why) {
      case 'nothing-known':
        return {
          vi: 'Chưa có số liệu: không tính, không bị trừ điểm.',
          en: 'Nothing is known: not scored, nothing is lost.',
        }
      case 'too-few':
        return {
          vi: `Mới có ${sample.vi}, cần ít nhất ${criterion.fewest}: không tính, không bị trừ điểm.`,
          en: `Only ${sample.en} of at least ${criterion.fewest}: not scored, nothing is lost.`,
        }
      case 'shown-only':
        return {
          vi: `${figure?.vi ?? '–'} trên ${sample.vi}; chỉ để xem, không tính điểm.`,
          en: `${figure?.en ?? '–'} over ${sample.en}; shown only, not scored.`,
        }
      default:
        return score.why satisfies never
    }
  }
  const points = said(score.points, 'points')
  const most = said(score.most, 'points')
  const got = { vi: `được ${points.vi} trên ${most.vi} điểm`, en: `${points.en} of ${most.en} points` }
  const { formula, weight } = criterion
  const full = decimal(mostOf(formula) * weight)
  const beside = { vi: figure?.vi ?? '', en: figure?.en ?? '' }
  switch (formula.kind) {
    case 'share':
      return {
        vi: `${beside.vi} trên ${sample.vi}; từ ${decimal(formula.fullAt).vi}% được trọn ${full.vi} điểm: ${got.vi}.`,
        en: `${beside.en} over ${sample.en}; from ${formula.fullAt}% all ${full.en}: ${got.en}.`,
      }
    case 'between': {
      const [best, worst] =
        formula.from.points >= formula.to.points ? [formula.from, formula.to] : [formula.to, formula.from]
      const [good, bad] = [inUnit(best.at, unit), inUnit(worst.at, unit)]
      return {
        vi: `${beside.vi} trên ${sample.vi}; trọn điểm ở mức ${good.vi}, ít nhất ở mức ${bad.vi}: ${got.vi}.`,
        en: `${beside.en} over ${sample.en}; all points at ${good.en}, fewest at ${bad.en}: ${got.en}.`,
      }
    }
    case 'steps':
      return {
        vi: `Ghi nhận ${beside.vi} trên ${sample.vi}: ${got.vi}.`,
        en: `${beside.en} over ${sample.en}: ${got.en}.`,
      }
    case 'cases':
      return { vi: `Bình quân của ${sample.vi}: ${got.vi}.`, en: `The mean of ${sample.en}: ${got.en}.` }
    case 'given':
      return { vi: `Người đứng đầu cho điểm: ${got.vi}.`, en: `Given by the head: ${got.en}.` }
    default:
      return formula satisfies never
  }
}

function inUnit(figure: number, unit: Unit): Text {
  return said({ over: BigInt(Math.round(figure * 1000)), under: 1000n }, unit)
}

/** A figure in words: 96,5% · 12,3 phút · 3. */
function said(figure: Exact, unit: Unit): Text {
  switch (unit) {
    case 'percent': {
      const { vi, en } = decimal(asNumber(rounded(figure, 1)))
      return { vi: `${vi}%`, en: `${en}%` }
    }
    case 'ms': {
      const { vi, en } = decimal(asNumber(rounded({ over: figure.over, under: figure.under * 60_000n }, 1)))
      return { vi: `${vi} phút`, en: `${en} min` }
    }
    case 'count':
    case 'points':
      return decimal(asNumber(rounded(figure, 2)))
    default:
      return unit satisfies never
  }
}

function decimal(figure: number): Text {
  const en = String(Math.round(figure * 100) / 100)
  return { vi: en.replace('.', ','), en }
}
