/** Whether an address carries an account link: all of it that start-up evaluates. What it says: account.ts. */

/** The query parameter. */
export const ACCOUNT_LINK = 'awase-account'

export const mentionsAccount = ({ search }: URL): boolean => search.includes(ACCOUNT_LINK)
