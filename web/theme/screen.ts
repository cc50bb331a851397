/** How the page is shown: whose sizes, and what a citizen or an office chose. */
export interface ScreenLook {
  app?: 'kiosk' | 'desk' | 'board'
  text?: 'normal' | 'large'
  contrast?: 'normal' | 'high'
  ground?: 'light' | 'dark'
  reach?: 'normal' | 'low'
}

/** Dresses the page: each choice becomes an attribute of <html> that tokens.css listens to. */
export function dress(page: HTMLElement, look: ScreenLook): void {
  for (const [choice, value] of Object.entries(look)) {
    if (value === 'normal' || value === 'light') page.removeAttribute(`data-${choice}`)
    else if (value !== undefined) page.setAttribute(`data-${choice}`, value)
  }
}

/** Tells the theme how large this screen's pixels are, so that a millimetre of the design is one of the glass. */
export function measureScreen(page: HTMLElement, mmPerPx: number): void {
  page.style.setProperty('--mm', `${1 / mmPerPx}px`)
}
