/** How the preference centre looks; see LOOK. Not the banner, which is the site's to style. */

export const CHOICES_STYLE = `
:root {
  --ink: #1c2126; --soft: #57606a; --paper: #fbfaf7; --line: #dcd9d1; --raised: #fff; --accent: #26456e; --wash: #eef1f6;
  --good: #266a42; color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e7e6e1; --soft: #a3abb4; --paper: #14181d; --line: #2e353d; --raised: #1a2027; --accent: #8fb3e0; --wash: #1d2632;
    --good: #6fc492;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 15px/1.6 "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic UI", system-ui, sans-serif;
}
:lang(ja) { line-height: 1.75; }
header, main { max-width: 720px; margin: 0 auto; padding: 0 24px; }
header { display: flex; justify-content: space-between; gap: 24px; padding-top: 32px; font-size: 13px; color: var(--soft); }
nav { display: flex; gap: 16px; }
nav [aria-current] { color: var(--ink); }
a { color: var(--accent); text-underline-offset: 3px; }
h1, h2 { font-weight: 600; font-feature-settings: "palt"; line-height: 1.35; text-wrap: balance; word-break: auto-phrase; }
h1 { font-size: 26px; margin: 40px 0 12px; }
h2 { font-size: 15px; margin: 0 0 4px; }
p { margin: 0; }
.lead { color: var(--soft); max-width: 36em; text-wrap: pretty; word-break: auto-phrase; }
.notice { margin-top: 24px; padding: 16px 20px; border-radius: 6px; background: var(--wash); }
.saved { display: flex; flex-wrap: wrap; gap: 4px 24px; }
.saved b { color: var(--good); font-weight: 600; }
.saved b::before { content: "✓ "; }
.state { margin-top: 32px; }
fieldset { border: 0; margin: 12px 0 0; padding: 0; min-width: 0; }
legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.purpose { display: grid; grid-template-columns: 20px 1fr; gap: 0 16px; padding: 16px 0; border-top: 1px solid var(--line); }
.purpose:last-of-type { border-bottom: 1px solid var(--line); }
.purpose input { width: 20px; height: 20px; margin: 3px 0 0; accent-color: var(--accent); }
.purpose label { font-weight: 600; cursor: pointer; }
.purpose p { grid-column: 2; color: var(--soft); font-size: 14px; }
.actions { display: flex; flex-wrap: wrap; gap: 12px; margin: 24px 0; }
button {
  font: inherit; font-weight: 600; min-height: 44px; padding: 8px 20px; border-radius: 6px; cursor: pointer;
  border: 1px solid var(--accent); background: transparent; color: var(--accent);
}
button[value=chosen] { background: var(--accent); color: var(--paper); margin-right: auto; }
button:hover { background: var(--wash); }
button[value=chosen]:hover { background: var(--accent); text-decoration: underline; text-underline-offset: 3px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 6px; }
.fine { color: var(--soft); font-size: 13px; display: grid; gap: 8px; padding-bottom: 64px; text-wrap: pretty; word-break: auto-phrase; }
@media (max-width: 560px) {
  h1 { font-size: 22px; margin-top: 28px; }
  .actions { flex-direction: column; }
  button[value=chosen] { margin: 0; }
}
`
