/** By which day a message is due, said in a card, and on pages that name a wait. */

import { printDate } from './dates.js'
import { daysAway, today } from './days.js'
import { say } from './say.js'
import { isLeft, messageFor, state } from './steps.js'
import { handwrittenBy } from './timeline.js'
import { visitorPlan } from './visitor-plan.js'

/**
 * Say by which day the message of a card is due.
 * @param {object} facts as `due_facts` in macros/planner.py writes them
 * @returns {Promise<{text: string, link?: [string, string]} | null>} `link` is an address, if there is such a page, and its text; null where nothing is known
 */
export async function due({ slug, phase, by_hand: byHand, titles, page, plan }) {
  const [now, words] = [today(), plan.due]
  const toPage = (text) => (page ? [page, text] : undefined)
  const made = await visitorPlan(plan, now)
  if (!made) return null
  if (!made.steps) return { text: made.error ?? words.offline, link: toPage(words.change) }
  const step = made.steps.find((one) => one.phase === phase)
  if (byHand) return byPost(made, titles[step.late], now, plan) ?? { text: posted(made, now, plan), link: toPage(words.reason) }
  const stands = state(step, now)
  const better = messageFor(step, now)
  if (isLeft(step) && stands === 'late' && better === step.late && slug !== better) {
    return { text: said(words.instead, step, now, plan), link: titles[better] }
  }
  if (isLeft(step) && !fits(slug, step, plan)) return { text: words.other, link: titles[better] }
  return { text: said(words[keyOf(step, stands, now)], step, now, plan), link: toPage(words.reason) }
}

/** Put the visitor's own day behind every wait of the page that names its phase. */
export async function showDays(root, facts) {
  const now = today()
  const made = await visitorPlan(facts, now)
  for (const place of root.querySelectorAll('.afterword-when[data-phase]')) {
    place.querySelector('strong')?.remove()
    const step = made?.steps?.find((one) => one.phase === place.dataset.phase)
    if (step && isLeft(step) && fits(place.dataset.template, step, facts)) place.append(strong(dayOf(step, now, facts)))
  }
}

/** A day that has passed is no day to name. */
function dayOf(step, now, { dates, due: words }) {
  if (state(step, now) === 'late') return words.overdue
  return step.day < now ? words.now : printDate(step.day, dates)
}

/** A message for the other of two waits has no day of its own. */
function fits(template, step, { timeline }) {
  const { reasons } = timeline.phases.find(({ id }) => id === step.phase)
  return template === step.template || !Object.values(reasons).some((reason) => reason.template === template)
}

const strong = (textContent) => Object.assign(document.createElement('strong'), { textContent })

/** After its day a card comes later than an e-mail. */
function byPost({ interview }, link, now, { dates, due: words, timeline }) {
  const day = handwrittenBy(interview, timeline)
  return now > day ? { text: say(words.posted_late, { day: printDate(day, dates) }), link } : null
}

function posted({ interview }, now, plan) {
  const day = handwrittenBy(interview, plan.timeline)
  return say(plan.due.posted, { day: printDate(day, plan.dates), away: daysAway(day, now, plan.days) })
}

function keyOf(step, stands, now) {
  if (stands === 'sent' || stands === 'over') return stands === 'sent' ? 'gone' : step.reasons[0][0] === 'merged' ? 'merged' : 'left'
  if (stands === 'late') return 'late'
  if (now > step.day) return !step.latest ? 'open' : now < step.latest ? 'slipped' : 'last'
  if (!step.latest) return 'on'
  if (stands === 'early') return 'not_before'
  return step.phase !== 'thank-you' && step.day < step.latest ? 'within' : 'by'
}

function said(text, { day, earliest, latest }, now, { dates, days }) {
  const [on, from, to] = [day, earliest, latest ?? day].map((one) => printDate(one, dates))
  return say(text, { day: on, from, to, away: daysAway(day, now, days) })
}
