/** Our own addresses as the scripts ask them. Put in from routes.ts when they are built, so that no script carries all the others. */

declare const EVENTS_URL: string
declare const CONSENT_URL: string
declare const CHOICES_URL: string
declare const PRIVACY_URL: string
declare const ASK_URL: string
declare const ASK_SCRIPT_URL: string
