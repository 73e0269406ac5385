/** Where the banner stands, in the system's own colours; every rule of the site's outweighs these. Not its look, which is the site's. */

const SHEET = `
:where(.awase-consent) {
  position: fixed; z-index: 2147483000; inset: auto 0 0; box-sizing: border-box; max-height: 60vh; overflow: auto;
  display: flex; flex-wrap: wrap; align-items: center; gap: 12px 32px; padding: 16px max(24px, calc(50% - 560px));
  background: Canvas; color: CanvasText; box-shadow: 0 0 24px rgb(0 0 0 / .18); font-size: 15px; line-height: 1.6;
}
:where(.awase-consent) :where(p) { margin: 0; flex: 1 1 320px; }
:where(.awase-consent-actions, .awase-consent-links) { display: flex; flex-wrap: wrap; align-items: center; gap: 0 12px; }
:where(.awase-consent-actions) { row-gap: 8px; }
:where(.awase-consent-button) {
  font: inherit; min-height: 44px; min-width: 120px; padding: 4px 20px; cursor: pointer;
  background: transparent; color: inherit; border: 1px solid; border-radius: 6px;
}
:where(.awase-consent-link) { color: inherit; padding: 10px 4px; text-underline-offset: 3px; }
@media (max-width: 560px) {
  :where(.awase-consent-button) { flex: 1; }
  :where(.awase-consent-actions, .awase-consent-links) { width: 100%; }
}
@media print { :where(.awase-consent) { display: none; } }
`

/** A constructed sheet needs no permission of the page's policy. Without one the banner stands at the top of the page. */
export function styleBanner(): void {
  if (!('adoptedStyleSheets' in document)) return
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(SHEET)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
