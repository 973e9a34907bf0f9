/** What the address of a frame says after its `#`: options, and behind the last `#?secret=` the one of WordPress. */

const MARK = '#?secret='

/**
 * Read `#accent=006747&company=Northfield#?secret=x`.
 * @param {string} hash
 * @returns {{options: URLSearchParams, secret: string}} a secret is letters and digits, else there is none
 */
export function readFragment(hash) {
  const end = hash.lastIndexOf(MARK)
  const secret = end < 0 ? '' : hash.slice(end + MARK.length)
  const options = new URLSearchParams(hash.slice(1, end < 0 ? undefined : Math.max(end, 1)))
  return { options, secret: /^[A-Za-z0-9]{1,64}$/.test(secret) ? secret : '' }
}
