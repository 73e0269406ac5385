/** The three answers of a condition and how they combine (Kleene's strong logic). Not the operators: see operators/. */

/** `unknown`: some fact is not known yet or withheld, and the answer hangs on it. */
export type Truth = boolean | 'unknown'

/** One question about a value; `scope` is the object that the value was read from. Never throws, keeps nothing. */
export type Test = (value: unknown, scope?: unknown) => Truth

export const always =
  (truth: Truth): Test =>
  () =>
    truth

export const not =
  (test: Test): Test =>
  (value, scope) => {
    const truth = test(value, scope)
    return truth === 'unknown' ? truth : !truth
  }

/** False wins, then unknown. Nothing asked is true. */
export function every(tests: readonly Test[]): Test {
  const [first, second] = tests
  if (!first) return always(true)
  if (!second) return first
  if (tests.length === 2) {
    return (value, scope) => {
      const truth = first(value, scope)
      if (truth === false) return false
      const other = second(value, scope)
      return other === true ? truth : other
    }
  }
  return (value, scope) => {
    let all: Truth = true
    for (let at = 0; at < tests.length; at++) {
      const truth = tests[at]!(value, scope)
      if (truth === false) return false
      if (truth === 'unknown') all = 'unknown'
    }
    return all
  }
}

/** True wins, then unknown. Nothing asked is false. */
export function some(tests: readonly Test[]): Test {
  if (tests.length === 1) return tests[0]!
  return (value, scope) => {
    let any: Truth = false
    for (let at = 0; at < tests.length; at++) {
      const truth = tests[at]!(value, scope)
      if (truth === true) return true
      if (truth === 'unknown') any = 'unknown'
    }
    return any
  }
}
