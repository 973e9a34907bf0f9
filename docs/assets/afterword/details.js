/** What somebody types: trimmed, judged, and made ready to stand in a message; macros/details.py gives the same. */

import { asciiAddress } from './addresses.js'
import { printDate, readDate } from './dates.js'
import { say } from './say.js'

const TRIMMED = '[\\t\\n\\r \\u00a0\\u1680\\u2000-\\u200b\\u202f\\u205f\\u2060\\u3000\\ufeff]'
const ENDS = new RegExp(`^${TRIMMED}+|${TRIMMED}+$`, 'gu')
const REFUSED = /[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/u
const URL_SHAPE = /^(https?:\/\/)?[^ \/@:.]+(\.[^ \/@:.]+)+(:[0-9]+)?([\/?#][^ ]*)?$/iu

/**
 * @typedef {{label: string, type: string, hole: string, most: number, choices?: string[]}} Field
 */

/**
 * Judge one value. Lengths are in code points.
 * @param {Field} field
 * @param {string} raw
 * @param {Record<string, string>} errors the locale's table of refusals
 * @returns {{value: string} | {error: string}} the value, empty where nothing was said, or why it is refused
 */
export function readDetail(field, raw, errors) {
  const value = raw.replace(/\r\n?/g, '\n').replace(ENDS, '')
  if (value === field.hole || /^\p{Cf}*$/u.test(value)) return { value: '' }
  const [key, facts] = refusal(field, value)
  return key ? { error: say(errors[key], { label: field.label, ...facts }) } : { value }
}

/**
 * Make a value ready for a message.
 * @param {Field} field
 * @param {string} value as `readDetail` gives it
 * @param {{format: string, weekdays: string[], months: string[]}} names the locale's dates
 * @returns {string}
 */
export function inWords(field, value, names) {
  return field.type === 'date' && value ? printDate(readDate(value), names) : value
}

function refusal(field, value) {
  const bad = REFUSED.exec(field.type === 'multiline' ? value.replaceAll('\n', '') : value)
  if (bad) {
    const code = bad[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0')
    return [bad[0] === '\n' ? 'line_break' : 'control', { code: `U+${code}` }]
  }
  const length = [...value].length
  if (length > field.most) return ['too_long', { length, most: field.most }]
  const choices = field.choices ?? []
  if (field.type === 'choice' && !choices.includes(value)) return ['choice', { choices: choices.join(', ') }]
  if (field.type === 'date' && !readDate(value)) return ['date', {}]
  if (field.type === 'url' && !URL_SHAPE.test(value)) return ['url', {}]
  return field.type === 'email' ? [asciiAddress(value).reason, {}] : []
}
