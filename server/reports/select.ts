import { placeOf } from './quantile.ts'

const STEPS = 20_000

/** Many whole numbers, collected without knowing how many there will be. */
export class Numbers {
  #values = new Int32Array(64)
  #length = 0
  #sum = 0

  get length(): number {
    return this.#length
  }

  add(value: number): void {
    if (this.#length === this.#values.length) {
      const wider = new Int32Array(this.#length * 2)
      wider.set(this.#values)
      this.#values = wider
    }
    this.#values[this.#length++] = value
    this.#sum += value
  }

  mean(): number | null {
    return this.#length === 0 ? null : Math.round(this.#sum / this.#length)
  }

  /**
   * The nearest-rank quantile, exact. Sorting 300,000 waits would hold a Pi for a tenth of a second; this finds the one that is asked
   * for by parting them again and again (Hoare), and yields on the way.
   */
  *quantile(share: number): Generator<undefined, number | null> {
    if (this.#length === 0) return null
    const values = this.#values
    const wanted = placeOf(share, this.#length)
    let left = 0
    let right = this.#length - 1
    let steps = 0
    while (left < right) {
      // The middle one, not the first: what was collected is often sorted already.
      const pivot = values[(left + right) >> 1] as number
      let i = left
      let j = right
      while (i <= j) {
        while ((values[i] as number) < pivot) i++
        while ((values[j] as number) > pivot) j--
        if (i <= j) {
          const held = values[i] as number
          values[i++] = values[j] as number
          values[j--] = held
        }
      }
      steps += right - left
      if (steps > STEPS) {
        steps = 0
        yield
      }
      if (wanted <= j) right = j
      else if (wanted >= i) left = i
      else break
    }
    return values[wanted] as number
  }
}
