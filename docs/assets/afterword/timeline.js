/** The day for each message after an interview, and why that day; macros/timeline.py gives the same. */

import { DatesRefused, addDays, businessDayFrom, nthBusinessDay } from './business-days.js'

const PHASES = ['thank-you', 'check-in', 'final']

/**
 * @typedef {import('./steps.js').Step} Step
 * @typedef {{interview: Date, promised?: Date | null, sent?: Record<string, Date | null>}} Asked
 * `promised` is the day they named; `sent` has each phase that is done, with its day, or null where that is not known.
 */

/**
 * Thank-you, check-in and final message, each on a day of its own, by the rules of timeline.yml.
 * @param {Asked} asked
 * @param {object} timeline as timeline.yml has it
 * @param {import('./business-days.js').Calendar} calendar
 * @returns {Step[]}
 * @throws {DatesRefused} for a promised or sent day before the interview, and where the calendar ends
 */
export function plan({ interview, promised = null, sent = {} }, timeline, calendar) {
  judge(interview, promised, sent)
  const [first, second, third] = timeline.phases
  const thanks = settled(thankYou(interview, first), sent, null, calendar)
  const check = settled(checkIn(interview, promised, second, calendar), sent, thanks, calendar)
  return [thanks, check, settled(final(interview, check.day, third, calendar), sent, check, calendar)]
}

/** @param {Date} interview @param {object} timeline @returns {Date} the last day to post a note by hand */
export function handwrittenBy(interview, timeline) {
  return addDays(interview, Number(timeline.phases[0].waits.handwritten_days))
}

function judge(interview, promised, sent) {
  if (promised && promised < interview) throw new DatesRefused('promised_before', { promised, interview })
  for (const day of known(sent)) {
    if (day < interview) throw new DatesRefused('sent_before', { sent: day, interview })
  }
}

function thankYou(interview, rule) {
  const { waits } = rule
  const names = ['earliest_days', 'days', 'cap_days']
  const [earliest, best, latest] = names.map((name) => addDays(interview, Number(waits[name])))
  const facts = { day: interview, hours: Number(waits.hours), cap: Number(waits.cap_hours) }
  return step(rule, 'thank-you', facts, best, earliest, latest)
}

function checkIn(interview, promised, rule, calendar) {
  const [start, prefix, key] = promised ? [promised, 'promised_', 'check-in-promised'] : [interview, '', 'check-in']
  const names = ['earliest_business_days', 'business_days', 'cap_business_days']
  const counts = names.map((name) => Number(rule.waits[prefix + name]))
  const [earliest, best, latest] = counts.map((count) => nthBusinessDay(start, count, calendar))
  return step(rule, key, { day: start, count: counts[1] }, best, earliest, latest)
}

function final(interview, check, rule, calendar) {
  const [days, business] = [Number(rule.waits.days), Number(rule.waits.after_check_in_business_days)]
  const byInterview = addDays(interview, days)
  const byCheckIn = nthBusinessDay(check, business, calendar)
  if (byCheckIn > byInterview) {
    return step(rule, 'final-after-check-in', { day: check, count: business }, byCheckIn, byCheckIn, null)
  }
  const day = businessDayFrom(byInterview, calendar)
  const made = step(rule, 'final', { day: interview, count: days }, day, day, null)
  if (day > byInterview) made.reasons.push(['off', { day: byInterview }])
  return made
}

/** @returns {Step} */
function step(rule, key, facts, day, earliest, latest) {
  const { sources, template } = rule.reasons[key]
  const late = rule.late ?? ''
  return { phase: rule.id, day, earliest, latest, reasons: [[key, facts]], sources, template, late, sent: false, over: false }
}

/** Mark what is sent or over; move the rest behind every message that went and behind the step before it. */
function settled(step, sent, before, calendar) {
  if (step.phase in sent) {
    const day = sent[step.phase]
    return { ...step, sent: true, ...(day ? { day, reasons: [['sent', { day }]] } : {}) }
  }
  if (Object.keys(sent).some((phase) => PHASES.indexOf(phase) > PHASES.indexOf(step.phase))) {
    return { ...step, over: true, reasons: [['over', {}]] }
  }
  const went = known(sent)
  const last = latestOf(went)
  const earliest = last && step.earliest <= last ? nthBusinessDay(last, 1, calendar) : step.earliest
  const taken = latestOf(before ? [...went, before.day] : went)
  return taken && step.day <= taken ? moved({ ...step, earliest }, taken, calendar) : { ...step, earliest }
}

/** The step on the first business day after `taken`, on which there is a message already. */
function moved(step, taken, calendar) {
  const day = nthBusinessDay(taken, 1, calendar)
  return {
    ...step,
    day,
    earliest: step.latest ? step.earliest : day,
    latest: step.latest && latestOf([step.latest, day]),
    reasons: [...step.reasons, ['after', { day: taken }]],
  }
}

const known = (sent) => Object.values(sent).filter(Boolean)
const latestOf = (days) => days.reduce((last, day) => (last && last >= day ? last : day), null)
