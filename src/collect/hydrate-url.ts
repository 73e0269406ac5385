/** Made by `npm run client-script`: where browsers get the hydration script, with its hash. */

export const HYDRATE_URL = '/_awase/hydrate.js?v=-G3-iTA_'
