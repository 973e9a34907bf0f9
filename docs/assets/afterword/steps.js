/** One phase of a plan with its day, and what there is to say of it; macros/steps.py gives the same. */

import { printDate } from './dates.js'
import { say } from './say.js'

/**
 * @typedef {[string, Record<string, string | number | Date>]} Reason a key of the locale's `why`, and its facts
 * @typedef {{phase: string, day: Date, earliest: Date, latest: Date | null, reasons: Reason[], sources: string[],
 *   template: string, late: string, sent: boolean, over: boolean}} Step
 * `latest` is null where nothing is too late; `template` is the message to send, `late` the one for after `latest`;
 * `over` is a step that was not sent when a later one was.
 */

/** @param {Step} step @param {Date} today @returns {'sent' | 'over' | 'early' | 'open' | 'late'} where it stands */
export function state(step, today) {
  if (step.sent || step.over) return step.sent ? 'sent' : 'over'
  if (step.latest && today > step.latest) return 'late'
  return today < step.earliest ? 'early' : 'open'
}

/** @param {Step} step @returns {boolean} whether its message is still to be sent */
export const isLeft = (step) => !step.sent && !step.over

/** @param {Step} step @param {Date} today @returns {string} the slug of the template to send on `today` */
export function messageFor(step, today) {
  return step.late && state(step, today) === 'late' ? step.late : step.template
}

/** @param {Step} step @param {object} texts the locale's, with `why` and `dates` @returns {string} its reasons */
export function why(step, texts) {
  return step.reasons.map(([key, facts]) => inWords(texts.why[key], facts, texts.dates)).join(' ')
}

/**
 * Say why no day can be given; its days have their year.
 * @param {import('./business-days.js').DatesRefused} error
 * @param {object} texts the locale's, with `date_errors`, `dates` and `days`
 * @returns {string}
 */
export function refusal({ key, facts }, texts) {
  return inWords(texts.date_errors[key], facts, { ...texts.dates, format: texts.days.full })
}

function inWords(text, facts, names) {
  const words = Object.entries(facts).map(([key, fact]) => [key, fact instanceof Date ? printDate(fact, names) : fact])
  return say(text, Object.fromEntries(words))
}
