/** The key by which the local stack and an origin on this machine tell of logins. Not a secret, and of no other Worker. */

export const LOCAL_IDENTITY_KEY = 'identity-key-of-the-local-stack-alone'
