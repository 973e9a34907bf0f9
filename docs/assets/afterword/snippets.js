/** The code that a webmaster pastes; macros/configurator.py has its patterns, and fills in the same before any choice. */

import { say } from './say.js'

/**
 * @param {Record<string, string>} patterns
 * @param {{root: string, slug: string, page: string, title: string, height: string}} values
 * @param {[string, string][]} options accent, scheme and locale, as attributes of the element
 * @param {[string, string][]} details by the names of their fields
 * @returns {Record<string, string>} the code of each pattern
 */
export function snippets(patterns, values, options, details) {
  const named = [...options, ...details.map(([name, text]) => [`data-${name}`, text])]
  const attributes = named.map(([name, text]) => ` ${name}="${escaped(text)}"`).join('')
  const plain = { ...values, options: fragment(options, details) }
  const safe = Object.fromEntries(Object.entries(plain).map(([name, text]) => [name, escaped(text)]))
  const fill = (pattern) => say(pattern, pattern.includes('<') ? { ...safe, attributes } : plain)
  return Object.fromEntries(Object.entries(patterns).map(([kind, pattern]) => [kind, fill(pattern)]))
}

/** What stands behind the address of a frame; a colour goes without its mark, which would be the second one there. */
export function fragment(options, details) {
  const pairs = [...options, ...details].map(([name, text]) => [name, name === 'accent' ? text.slice(1) : text])
  return pairs.length ? `#${new URLSearchParams(pairs)}` : ''
}

const NAMED = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' }
const escaped = (text) => text.replace(/[&<>"']/g, (mark) => NAMED[mark])
