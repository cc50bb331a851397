export type PageTag = 'staff-desk' | 'day-report' | 'hub-health' | 'test-dock' | 'appointment-desk' | 'no-such-page'

/** Which of the staff's pages an address means. */
export function whichPage(path: string): PageTag {
  switch (path.replace(/^\/desk/, '').replace(/\/(index\.html)?$/, '')) {
    case '':
      return 'staff-desk'
    case '/day':
      return 'day-report'
    case '/appointments':
      return 'appointment-desk'
    case '/health':
      return 'hub-health'
    case '/dock':
      return 'test-dock'
    default:
      return 'no-such-page'
  }
}
