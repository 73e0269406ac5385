/** That answers could not be kept, said in the form. Not why: nothing that a visitor could do about it differs. */

const WORDS = {
  ja: '保存できませんでした。もう一度お試しください。',
  en: 'That could not be saved. Please try again.',
}
const CLASS = 'awase-ask-failed'

export function complain(form: HTMLFormElement): void {
  form.querySelector(`.${CLASS}`)?.remove()
  const said = document.createElement('p')
  said.className = CLASS
  said.setAttribute('role', 'alert')
  said.textContent = WORDS[/^ja\b/i.test(document.documentElement.lang) ? 'ja' : 'en']
  form.append(said)
}
