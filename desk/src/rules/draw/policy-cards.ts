import { html, nothing, type TemplateResult } from 'lit'
import type { StrictFigure } from '#core/contract/try-rule.ts'
import { both } from '#web/words/both.ts'
import { count, span } from '#web/words/format.ts'
import { language } from '#web/words/language.ts'
import { tell } from '#web/words/words.ts'
import { pair, say } from '../../rules-words.ts'
import { blankCase } from '../blank.ts'
import { changed, type FormHands, linesAt } from '../form.ts'
import { valueAt } from '../pointers.ts'
import type { Schema } from '../shape.ts'
import { drawField } from './field.ts'

const POLICIES = ['head-start', 'ratio', 'strict'] as const

/** The calling policy as three cards, each with what it does and an example; strict with what it would have cost here. */
export function drawPolicyCards(hands: FormHands, schema: Schema, figures: StrictFigure | null): TemplateResult {
  const now = String(valueAt(hands.form.document, '/order/policy') ?? '')
  const cases = new Map((schema.anyOf ?? []).map((one) => [String(one.properties?.policy?.const), one]))
  const choose = (policy: string) => {
    const blank = blankCase('policy', [policy, cases.get(policy) ?? {}]) as { readonly [key: string]: never }
    const order = policy === 'ratio' ? { ...blank, inARow: 3 } : blank
    hands.change(changed(hands.form, '/order', order))
  }
  const known = POLICIES.filter((policy) => cases.has(policy))
  const others = [...cases.keys()].filter((policy) => !known.some((one) => one === policy))
  const lines = [...linesAt(hands.form, '/order'), ...linesAt(hands.form, '/order/policy')]
  return html`<fieldset class="policies across" data-path="/order" aria-describedby="policy-lines">
    <legend class="label" data-path="/order/policy">${both(pair('policy'))}</legend>
    <div class="cards">
      ${known.map(
        (policy) => html`<label class="policy-card">
          <input
            type="radio"
            name="policy"
            value=${policy}
            data-control=${policy === now ? '/order/policy' : nothing}
            ?disabled=${hands.readOnly}
            .checked=${policy === now}
            @change=${() => choose(policy)}
          />
          <span class="policy-words">
            <strong>${both(pair(policy))}</strong>
            <span>${say(`${policy}-about`)}</span>
            <span class="about">${say(`${policy}-example`)}</span>
            ${policy === 'head-start' ? html`<span class="about">${say('recommended')}</span>` : nothing}
          </span>
        </label>`,
      )}
      ${others.map(
        (policy) => html`<label class="policy-card">
          <input type="radio" name="policy" value=${policy} ?disabled=${hands.readOnly} .checked=${policy === now} @change=${() => choose(policy)} />
          <span class="policy-words"><strong>${policy}</strong></span>
        </label>`,
      )}
    </div>
    ${now === 'strict' ? html`<luot-banner kind="warn">${say('strictWarning')} ${strictTold(figures)}</luot-banner>` : nothing}
    <div id="policy-lines">
      ${lines
        .filter(({ code }) => code !== 'strict-can-starve')
        .map((line) => html`<p class=${line.severity === 'error' ? 'wrong' : 'doubt'}>${tell(line)}</p>`)}
    </div>
    ${Object.entries(cases.get(now)?.properties ?? {})
      .filter(([name]) => name !== 'policy')
      .map(([name, field]) => drawField(hands, field, `/order/${name}`))}
  </fieldset>`
}

function strictTold(figures: StrictFigure | null): string {
  const tongue = language.now
  if (figures === null || figures.of === 0) return say('strictNoDays')
  if (figures.days < figures.of) return say('strictCounting', count(figures.days, tongue), count(figures.of, tongue))
  return say(
    'strictFigures',
    count(figures.days, tongue),
    span(figures.longestNowMs, tongue),
    span(figures.longestStrictMs, tongue),
    count(figures.wouldWaitAnHourMore, tongue),
  )
}
