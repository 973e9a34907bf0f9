/** The steps of a plan, each shown in its row of the list. */

import { printDate } from './dates.js'
import { daysAway, daysBetween, iso } from './days.js'
import { say } from './say.js'
import { isLeft, messageFor, state, why } from './steps.js'
import { handwrittenBy } from './timeline.js'

/**
 * @typedef {import('./steps.js').Step} Step
 * @typedef {{plan: object, words: Record<string, string>, language: string}} Facts as macros/planner.py writes them
 */

/** @param {Step} step @returns {boolean} whether its day is known: of what was sent, it may not be */
export const isKnown = (step) => !step.over && (!step.sent || step.reasons[0][0] === 'sent')

/** @param {Step} step @param {Date} now @returns {Date} the day to act on: what is overdue is for today */
export const actOn = (step, now) => (isLeft(step) && step.day < now ? now : step.day)

/** @param {Step} step @param {Date} now @returns {boolean} whether it is a thank-you for today, and no worse on its day to come */
export const isSoon = (step, now) => step.phase === 'thank-you' && step.earliest <= now && now < step.day

/**
 * @param {Element} row
 * @param {Step} step
 * @param {{interview: Date, now: Date, isDone: boolean}} plan `isDone` says that nothing is left to send
 * @param {Facts} facts
 */
export function showStep(row, step, { interview, now, isDone }, facts) {
  const { plan, words } = facts
  row.dataset.state = state(step, now)
  showDay(row, step, now, facts)
  put(row, 'advice', advice(step, now, isDone, facts))
  put(row, 'window', isLeft(step) && now <= step.day ? told(words[windowOf(step, now)], step, now, plan) : '')
  put(row, 'why', isKnown(step) ? why(step, plan) : '')
  put(row, 'by-hand', isLeft(step) && step.phase === 'thank-you' ? byHand(interview, now, facts) : '')
  row.querySelector('[data-part="message"]').hidden = !isLeft(step)
  const slug = messageFor(step, now)
  for (const link of row.querySelectorAll('[data-template]')) link.hidden = link.dataset.template !== slug
  const reasons = isKnown(step) ? step.reasons.map(([key]) => key) : []
  for (const cite of row.querySelectorAll('[data-reason]')) cite.hidden = !reasons.includes(cite.dataset.reason)
}

/** The day, and how far it is, as the reader's own locale says it; reasons keep to the table of names that messages use. */
function showDay(row, step, now, { words, language }) {
  const day = actOn(step, now)
  const known = isKnown(step)
  row.querySelector('.afterword-on').lang = known ? navigator.language : language
  const place = row.querySelector('[data-part="day"]')
  place.textContent = known ? localDay(day, now) : step.sent ? words.gone : words.left
  place.dateTime = known ? iso(day) : ''
  put(row, 'away', isLeft(step) ? localDistance(daysBetween(now, day)) : '')
}

function localDay(day, now) {
  const year = day.getUTCFullYear() === now.getUTCFullYear() ? {} : { year: 'numeric' }
  return new Intl.DateTimeFormat(navigator.language, { weekday: 'long', day: 'numeric', month: 'long', ...year, timeZone: 'UTC' }).format(day)
}

function localDistance(days) {
  return new Intl.RelativeTimeFormat(navigator.language, { numeric: 'auto' }).format(days, 'day')
}

function windowOf(step, now) {
  if (isSoon(step, now)) return 'window_soon'
  if (!step.latest) return 'from'
  return step.phase === 'thank-you' ? 'window_first' : 'window'
}

/** What to do about a step whose day is not ahead any more. */
function advice(step, now, isDone, { plan, words }) {
  if (step.over) return step.reasons[0][0] === 'merged' ? words.merged : ''
  if (step.sent) return isKnown(step) ? words.gone : step.phase === 'check-in' && !isDone ? told(words.which_day, step, now, plan) : ''
  if (state(step, now) === 'late') return told(words.late, step, now, plan)
  if (!step.latest || now <= step.day) return ''
  return told(now < step.latest ? words.slipped : words.last, step, now, plan)
}

function told(text, { day, earliest, latest, reasons }, now, { dates, days }) {
  const [on, from, to] = [day, earliest, latest].map((one) => one && printDate(one, dates))
  return say(text, { ...reasons[0][1], day: on, from, to, away: daysAway(day, now, days) })
}

function byHand(interview, now, { plan, words }) {
  const day = handwrittenBy(interview, plan.timeline)
  return now <= day ? say(words.by_hand, { day: printDate(day, plan.dates) }) : ''
}

function put(row, part, text) {
  const place = row.querySelector(`[data-part="${part}"]`)
  place.textContent = text
  place.hidden = !text
}
