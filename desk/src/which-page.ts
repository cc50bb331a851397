export type PageTag =
  | 'staff-desk'
  | 'day-report'
  | 'hub-health'
  | 'hall-rules'
  | 'test-dock'
  | 'appointment-desk'
  | 'office-rules'
  | 'hall-devices'
  | 'no-such-page'

/** Which of the staff's pages an address means. */
export function whichPage(path: string): PageTag {
  switch (path.replace(/^\/desk/, '').replace(/\/(index\.html)?$/, '')) {
    case '':
      return 'staff-desk'
    case '/day':
      return 'day-report'
    case '/appointments':
      return 'appointment-desk'
    case '/hall':
      return 'hall-rules'
    case '/health':
      return 'hub-health'
    case '/devices':
      return 'hall-devices'
    case '/rules':
      return 'office-rules'
    case '/dock':
      return 'test-dock'
    default:
      return 'no-such-page'
  }
}
