/** What is known of a script that browsers load from us. The scripts: served-scripts.ts. */

export interface ServedScript {
  /** ASCII. */
  readonly text: string
  /** Changes with the text. */
  readonly hash: string
}
