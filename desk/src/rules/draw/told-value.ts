import { tell } from '#web/words/words.ts'
import { say } from '../../rules-words.ts'
import type { Json } from '../pointers.ts'
import { type Schema, shapeOf } from '../shape.ts'
import { wordsOf } from '../words/words-of.ts'
import { writtenDate, writtenSpan } from '../written.ts'

/** A value as people would say it; null where it is too large for a line. */
export function toldValue(value: Json | undefined, schema: Schema, path: string): string | null {
  if (value === undefined) return null
  const name = path.slice(path.lastIndexOf('/') + 1)
  const shape = shapeOf(schema, name)
  const words = wordsOf(path)
  switch (shape.kind) {
    case 'maybe':
      return value === null ? say('none') : toldValue(value, shape.of, path)
    case 'span':
      return writtenSpan(Number(value), words.unit ?? 'minutes')
    case 'share':
      return `${Number(value) * 100}`
    case 'yes-no':
      return say(value === true ? 'yes' : 'no')
    case 'date':
      return writtenDate(String(value))
    case 'choice': {
      const choice = words.choices?.[String(value)]
      return choice ? tell(choice) : String(value)
    }
    case 'word':
    case 'time':
    case 'number':
      return String(value)
    default:
      return null
  }
}
