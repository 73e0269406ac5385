/** What a form says of whoever filled it in: trait → answers, with the purpose that it shows and where it leads. Not its sending: ask.ts. */

/** Fields of ours. */
const PURPOSE = 'purpose'
const RETURN = 'return'
const NO_ANSWERS = [PURPOSE, RETURN, 'lang']

/**
 * Where fields are marked by `data-awase-trait`, on themselves or on what is around them, those alone are answers, under
 * that name; else every field is one. `data-awase-ask` names the page where they show; without a name it is this one.
 */
export function answersIn(form: HTMLFormElement, submitter: HTMLElement | null): URLSearchParams {
  const traits = traitsIn(form)
  const answers = new URLSearchParams()
  for (const [name, value] of fieldsOf(form, submitter)) {
    const trait = traits.size === 0 || name === RETURN ? name : traits.get(name)
    if (trait && typeof value === 'string') answers.append(trait, value)
  }
  const shown = form.querySelector('[data-awase-purpose]')?.textContent?.trim()
  if (shown) answers.set(PURPOSE, shown)
  const page = form.getAttribute('data-awase-ask') || answers.get(RETURN) || location.pathname + location.search
  answers.set(RETURN, page)
  return answers
}

export const isAnswered = (answers: URLSearchParams): boolean =>
  [...answers.keys()].some((name) => !NO_ANSWERS.includes(name))

/** By the field's own name. */
function traitsIn(form: HTMLFormElement): ReadonlyMap<string, string> {
  const traits = new Map<string, string>()
  for (const field of form.elements) {
    const name = field.getAttribute('name')
    const trait = field.closest('[data-awase-trait]')?.getAttribute('data-awase-trait')
    if (name && trait) traits.set(name, trait)
  }
  return traits
}

/** As the form would send them, the value of the pressed button too. */
function fieldsOf(form: HTMLFormElement, submitter: HTMLElement | null): FormData {
  const fields = new FormData(form)
  const name = submitter?.getAttribute('name')
  if (name) fields.append(name, submitter!.getAttribute('value') ?? '')
  return fields
}
