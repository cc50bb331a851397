/** Words for testing layouts: 40 % longer, with the tallest marks Vietnamese can stack, and plainly not a language. */
export function stretched(text: string): string {
  const more = Math.ceil(text.length * 0.4) - 2
  return more <= 0 ? text : `[${text}${' ẪỆỮỘ'.repeat(Math.ceil(more / 5)).slice(0, more)}]`
}
