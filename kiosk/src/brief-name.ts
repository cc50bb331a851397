/** Longest name a list shows whole; the longest official one has more than nine hundred letters. */
const LONGEST = 110

/** A procedure's name for a list: cut between words where it is too long, whole on its own page. */
export function briefName(name: string): string {
  if (name.length <= LONGEST) return name
  const cut = name.slice(0, LONGEST)
  return `${cut.slice(0, cut.lastIndexOf(' '))} …`
}
