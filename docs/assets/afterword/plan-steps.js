/** The steps of a plan, each shown in its row of the list. */

import { printDate } from './dates.js'
import { daysAway, iso } from './days.js'
import { say } from './details.js'
import { messageFor, state, why } from './steps.js'
import { handwrittenBy } from './timeline.js'

/**
 * @typedef {import('./steps.js').Step} Step
 * @typedef {{plan: object, words: Record<string, string>, language: string}} Facts as macros/planner.py writes them
 */

/** @param {Step} step @returns {boolean} whether its message is still to be sent */
export const isLeft = (step) => !step.sent && !step.over

/** @param {Step} step @returns {boolean} whether its day is known: of what was sent, it may not be */
export const isKnown = (step) => !step.sent || step.reasons[0][0] === 'sent'

/**
 * @param {Element} row
 * @param {Step} step
 * @param {{interview: Date, now: Date}} days
 * @param {Facts} facts
 */
export function showStep(row, step, { interview, now }, facts) {
  const { plan, words } = facts
  row.dataset.state = state(step, now)
  showDay(row.querySelector('[data-part="day"]'), step, facts)
  put(row, 'away', isLeft(step) ? daysAway(step.day, now, plan.days) : '')
  put(row, 'advice', advice(step, now, facts))
  put(row, 'window', isLeft(step) && now <= step.day ? told(words[step.latest ? 'window' : 'from'], step, plan) : '')
  put(row, 'why', isKnown(step) ? why(step, plan) : '')
  put(row, 'by-hand', isLeft(step) && step.phase === 'thank-you' ? byHand(interview, facts) : '')
  row.querySelector('[data-part="message"]').hidden = !isLeft(step)
  const slug = messageFor(step, now)
  for (const link of row.querySelectorAll('[data-template]')) link.hidden = link.dataset.template !== slug
  const reasons = isKnown(step) ? step.reasons.map(([key]) => key) : []
  for (const cite of row.querySelectorAll('[data-reason]')) cite.hidden = !reasons.includes(cite.dataset.reason)
}

/** The day in the reader's own locale; messages and reasons keep to the one table of names. */
function showDay(place, step, { words, language }) {
  const known = { textContent: localDay(step.day), dateTime: iso(step.day), lang: navigator.language }
  Object.assign(place, isKnown(step) ? known : { textContent: words.gone, dateTime: '', lang: language })
}

function localDay(day) {
  return new Intl.DateTimeFormat(navigator.language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(day)
}

/** What to do about a step whose day is not ahead any more. */
function advice(step, now, { plan, words }) {
  if (step.over) return words.left
  if (step.sent) return isKnown(step) ? words.gone : ''
  if (state(step, now) === 'late') return told(words.late, step, plan)
  return step.latest && now > step.day ? told(words.slipped, step, plan) : ''
}

function told(text, { earliest, latest }, { dates }) {
  const [from, to] = [earliest, latest].map((day) => day && printDate(day, dates))
  return say(text, { from, to })
}

function byHand(interview, { plan, words }) {
  return say(words.by_hand, { day: printDate(handwrittenBy(interview, plan.timeline), plan.dates) })
}

function put(row, part, text) {
  const place = row.querySelector(`[data-part="${part}"]`)
  place.textContent = text
  place.hidden = !text
}
