/** What a rule answers: what happened, or why not. Never an exception: a refusal is an answer. */
export type Result<Value, Why> = { ok: true; value: Value } | { ok: false; why: Why }

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value }
}

export function no<Why>(why: Why): { ok: false; why: Why } {
  return { ok: false, why }
}
