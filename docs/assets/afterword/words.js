/** The visitor's details as messages show them. */

import { readDate } from './dates.js'
import { relativeDay } from './days.js'
import { inWords, readDetail } from './details.js'
import { typed } from './store.js'

/**
 * @typedef {{fields: Record<string, import('./details.js').Field>, derived: Record<string, {of: string, hole: string}>,
 *   errors: object, dates: object, days: object}} Facts as macros/page.py writes them
 */

/** @param {Facts} facts @returns {Map<string, string>} what stands in each slot that has no value */
export function holesOf({ fields, derived }) {
  return new Map(Object.entries({ ...fields, ...derived }).map(([name, { hole }]) => [name, hole]))
}

/** @param {Facts} facts @returns {Map<string, string>} what the blank message shows in each slot */
export function blanksOf(facts) {
  const choices = Object.entries(facts.fields).filter(([, field]) => field.choices)
  return new Map([...holesOf(facts), ...choices.map(([name, field]) => [name, field.choices[0]])])
}

/**
 * Every value that may stand in a message sent on `sentOn`, in words; what is empty or refused has no entry.
 * @param {Facts} facts
 * @param {Date} sentOn
 * @returns {Map<string, string>}
 */
export function wordsOf({ fields, derived, errors, ...texts }, sentOn) {
  const words = new Map()
  const read = (name) => readDetail(fields[name], typed(name), errors).value
  for (const [name, field] of Object.entries(fields)) {
    const value = read(name) || field.choices?.[0]
    if (value) words.set(name, inWords(field, value, texts.dates))
  }
  for (const [name, { of }] of Object.entries(derived)) {
    if (read(of)) words.set(name, relativeDay(readDate(read(of)), sentOn, texts))
  }
  return words
}
