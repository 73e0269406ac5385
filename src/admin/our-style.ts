/** How every page of ours that people read looks; see LOOK. Colours, type and controls, without images or fonts from elsewhere. */

export const OUR_STYLE = `
:root {
  --ink: #1c2126; --soft: #57606a; --paper: #fbfaf7; --line: #dcd9d1; --raised: #ffffff;
  --accent: #26456e; --wash: #eef1f6; --good: #266a42; --warning: #8a5600; --bad: #b3372b;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e7e6e1; --soft: #a3abb4; --paper: #14181d; --line: #2e353d; --raised: #1a2027;
    --accent: #8fb3e0; --wash: #1d2632; --good: #6fc492; --warning: #e0ab55; --bad: #ee8a7f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink); font-variant-numeric: tabular-nums;
  font: 15px/1.6 "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic UI", system-ui, sans-serif;
  overflow-wrap: anywhere;
}
main, header, footer { max-width: 920px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 40px; display: flex; justify-content: space-between; gap: 24px; align-items: baseline; }
header .brand { font-weight: 600; letter-spacing: .02em; }
header nav { display: flex; gap: 16px; font-size: 13px; }
header nav [aria-current] { color: var(--ink); text-decoration: none; }
h1, h2 { font-feature-settings: "palt"; text-wrap: balance; word-break: auto-phrase; line-height: 1.35; }
h1 { font-size: 26px; margin: 24px 0 4px; font-weight: 600; }
h2 { font-size: 18px; margin: 56px 0 12px; font-weight: 600; }
p { margin: 0 0 12px; }
a { color: var(--accent); text-underline-offset: 3px; }
code, .id { font: 13px/1.6 ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: var(--soft); }
.address { color: var(--soft); margin: 0; }
.address b { color: var(--ink); font-weight: 500; }
.quiet { color: var(--soft); font-size: 13px; }
ul, ol, dl { margin: 0; padding: 0; list-style: none; }
label, .label { color: var(--soft); font-size: 13px; }
label, .label { display: inline-block; }
input, select, button {
  font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--line); border-radius: 6px;
  padding: 4px 8px; min-height: 32px; max-width: 100%; width: 100%;
}
button { width: auto; padding: 6px 16px; background: var(--accent); border-color: var(--accent); color: var(--paper); cursor: pointer; font-weight: 600; }
button.plain { background: none; color: var(--accent); border-color: var(--line); font-weight: 400; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
footer { margin: 72px auto 48px; padding-top: 16px; color: var(--soft); font-size: 13px; display: flex; gap: 8px 24px; flex-wrap: wrap; }
@media (max-width: 640px) {
  main, header, footer { padding-left: 16px; padding-right: 16px; }
  header { padding-top: 20px; }
  h1 { font-size: 22px; }
  h2 { margin-top: 44px; }
}
`
