/** The days that the visitor's own details give, for every element that shows one. */

import { DatesRefused, makeCalendar } from './business-days.js'
import { readDate } from './dates.js'
import { loadCountry } from './holidays.js'
import { isLeft, refusal } from './steps.js'
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

/** The field at which each refusal is mended; the others are no matter of one field. */
const FIELDS = { promised_before: 'promised_date', sent_before: 'check_in_date', beyond: 'interview_date' }

/**
 * @typedef {{interview: Date, promised: Date | null, steps?: import('./steps.js').Step[],
 *   calendar?: import('./business-days.js').Calendar, error?: string, field?: string, offline?: boolean}} VisitorPlan
 * `error` says why there are no steps, `field` where to mend it; `offline` is a holiday file that could not be had.
 */

/**
 * @param {object} facts as macros/planner.py writes them: `timeline`, `holidays`, `dates`, `days`, `why`, `date_errors`
 * @param {Date} now
 * @returns {Promise<VisitorPlan | null>} null where no day of an interview is known
 */
export async function visitorPlan(facts, now) {
  const [interview, promised, last] = ['interview_date', 'promised_date', 'check_in_date'].map((name) => readDate(typed(name)))
  if (!interview) return null
  const sent = Object.fromEntries(sentPhases().map((phase) => [phase, phase === 'check-in' ? last : null]))
  try {
    const calendar = await visitorCalendar(facts.holidays)
    const days = { interview, promised, sent }
    return { interview, promised, calendar, steps: stillAhead(plan(days, facts.timeline, calendar), days, now, facts.timeline, calendar) }
  } catch (refused) {
    if (!(refused instanceof DatesRefused)) return { interview, promised, offline: true }
    return { interview, promised, error: refusal(refused, facts), field: FIELDS[refused.key] }
  }
}

/**
 * What was not sent on its day can go today at the earliest: one message a day, and the last note counts from then. A
 * check-in of which the day is not known went today at the latest.
 */
function stillAhead([thanks, check, final], days, now, timeline, calendar) {
  const isDue = isLeft(check) && check.day <= now
  const hasGone = check.sent && !days.sent['check-in'] && check.day > now && days.interview <= now
  if (!(isDue || hasGone) || final.sent) return [thanks, check, final]
  const late = plan({ ...days, sent: { ...days.sent, 'check-in': now } }, timeline, calendar)
  if (hasGone) return [thanks, { ...check, day: now }, late[2]]
  const forgone = !thanks.sent && thanks.latest < now
  return [forgone ? { ...thanks, over: true, reasons: [['merged', {}]] } : thanks, check, late[2]]
}

async function visitorCalendar(folder) {
  const country = await visitorCountry(folder)
  const [region, weekend] = [typed(CHOICES.region), typed(CHOICES.weekend)]
  const days = weekend === 'none' ? [] : weekend.split(' ')
  return makeCalendar(weekend ? days : null, country, country && region in country.regions ? region : null)
}
