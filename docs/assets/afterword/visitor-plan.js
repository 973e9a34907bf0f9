/** The days that the visitor's own details give, for every element that shows one. */

import { DatesRefused, makeCalendar } from './business-days.js'
import { readDate } from './dates.js'
import { loadCountry } from './holidays.js'
import { refusal } from './steps.js'
import { typed } from './store.js'
import { plan } from './timeline.js'

/** What the planner keeps beside the details: not part of any message. */
export const CHOICES = { sent: 'timeline_sent', country: 'timeline_country', region: 'timeline_region', weekend: 'timeline_weekend' }

/** @returns {string[]} the phases whose message has gone */
export const sentPhases = () => typed(CHOICES.sent).split(' ').filter(Boolean)

/** @returns {Promise<import('./business-days.js').Country | null>} whose holidays count @throws {Error} without its file */
export function visitorCountry(folder) {
  const code = typed(CHOICES.country)
  return code ? loadCountry(folder, code) : Promise.resolve(null)
}

/**
 * @typedef {{interview: Date, promised: Date | null, steps?: import('./steps.js').Step[],
 *   calendar?: import('./business-days.js').Calendar, error?: string, offline?: boolean}} VisitorPlan
 * `error` says why there are no steps; `offline` is a holiday file that could not be had.
 */

/**
 * @param {object} facts as macros/planner.py writes them: `timeline`, `holidays`, `dates`, `days`, `why`, `date_errors`
 * @returns {Promise<VisitorPlan | null>} null where no day of an interview is known
 */
export async function visitorPlan(facts) {
  const [interview, promised, last] = ['interview_date', 'promised_date', 'check_in_date'].map((name) => readDate(typed(name)))
  if (!interview) return null
  const sent = Object.fromEntries(sentPhases().map((phase) => [phase, phase === 'check-in' ? last : null]))
  try {
    const calendar = await visitorCalendar(facts.holidays)
    return { interview, promised, calendar, steps: plan({ interview, promised, sent }, facts.timeline, calendar) }
  } catch (refused) {
    if (refused instanceof DatesRefused) return { interview, promised, error: refusal(refused, facts) }
    return { interview, promised, offline: true }
  }
}

async function visitorCalendar(folder) {
  const country = await visitorCountry(folder)
  const [region, weekend] = [typed(CHOICES.region), typed(CHOICES.weekend)]
  const days = weekend === 'none' ? [] : weekend.split(' ')
  return makeCalendar(weekend ? days : null, country, country && region in country.regions ? region : null)
}
