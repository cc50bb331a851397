/** Arrow keys walk through buttons that stand together; the focus then stands on a neighbour. */
export function walkButtons(event: KeyboardEvent, buttons: readonly HTMLElement[]): void {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  if (by === undefined || buttons.length === 0) return
  event.preventDefault()
  const here = buttons.findIndex((button) => button.matches(':focus-within'))
  buttons[(here + by + buttons.length) % buttons.length]?.focus()
}
