/** Longest names a list shows whole; the longest official one has more than nine hundred letters. */
export const LONGEST = 110
export const LONGEST_COMPACT = 54

/** A procedure's name for a list: cut between words where it is too long, whole on its own page. */
export function briefName(name: string, longest = LONGEST): string {
  if (name.length <= longest) return name
  const cut = name.slice(0, longest)
  return `${cut.slice(0, cut.lastIndexOf(' '))} …`
}
