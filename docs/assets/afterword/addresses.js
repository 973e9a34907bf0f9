/** E-mail addresses as every mail system reads them; macros/addresses.py gives the same. */

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
const LOCAL = new RegExp(`^(?!.*=\\?)${ATOM}(\\.${ATOM})*$`, 'u')
const LABEL = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const DOMAIN = new RegExp(`^(${LABEL}\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$`, 'u')
const ASCII = /^[\0-\x7f]*$/u
/** Hyphens where RFC 5891, 4.2.3.1, allows none; browsers let them pass. */
const HYPHENS = /(^|\.)(-|(?!xn)[^.]{2}--)|-(\.|$)/iu

/**
 * Give the address with its domain as A-labels, or say what is wrong with it.
 * @param {string} address
 * @returns {{address: string} | {reason: 'email' | 'email_local'}} `reason` is a key of the locale's `errors`
 */
export function asciiAddress(address) {
  const at = address.lastIndexOf('@')
  const [local, domain] = [address.slice(0, Math.max(at, 0)), address.slice(at + 1)]
  if (at < 0) return { reason: 'email' }
  if (!ASCII.test(local)) return { reason: 'email_local' }
  const labels = ASCII.test(domain) ? domain : aLabels(domain)
  const fits = LOCAL.test(local) && local.length <= 64 && DOMAIN.test(labels) && local.length + labels.length <= 253
  return fits ? { address: `${local}@${labels}` } : { reason: 'email' }
}

function aLabels(domain) {
  if (!/^[-.\p{L}\p{M}\p{N}]+$/u.test(domain) || HYPHENS.test(domain.normalize('NFKC'))) return ''
  try {
    return new URL(`http://${domain}`).hostname
  } catch {
    return ''
  }
}
