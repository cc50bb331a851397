/**
 * Lets only the answer to the newest question through: an older and slower one must not stand where something else was asked since.
 *
 *     private readonly newest = latest()
 *     …
 *     const got = await this.newest(askHttp<Acts>('GET', '/api/acts'))
 *     if (got === null) return // asked again meanwhile
 */
export function latest(): <Answer>(asked: Promise<Answer>) => Promise<Answer | null> {
  let newest = 0
  return async (asked) => {
    const mine = ++newest
    const answer = await asked
    return mine === newest ? answer : null
  }
}
