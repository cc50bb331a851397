/** Which page an address names. One app serves them all, so that a kiosk has everything once it has loaded. */
export type PageName =
  | { is: 'kiosk' }
  | { is: 'lookup' }
  | { is: 'rating' }
  | { is: 'ticket'; code: string }
  | { is: 'procedure'; code: string }

/*
  /kiosk/         take a number          /t/CODE   a citizen's own ticket, from the code on the slip
  /kiosk/lookup   the lookup board       /p/CODE   one procedure on a phone, from the code on the board
  /kiosk/rating   the rating terminal
*/
export function pageOf(pathname: string): PageName {
  const [, first = '', second = ''] = pathname.split('/')
  if (first === 't') return { is: 'ticket', code: decodeURIComponent(second) }
  if (first === 'p') return { is: 'procedure', code: decodeURIComponent(second) }
  if (second === 'lookup') return { is: 'lookup' }
  if (second === 'rating') return { is: 'rating' }
  return { is: 'kiosk' }
}
