/** By which day a message is due, said in a card, and on pages that name a wait. */

import { filled, daysAway, today } from './days.js'
import { printDate } from './dates.js'
import { messageFor, state } from './steps.js'
import { handwrittenBy } from './timeline.js'
import { visitorPlan } from './visitor-plan.js'

/**
 * Say by which day the message of a card is due.
 * @param {object} facts as `due_facts` in macros/planner.py writes them
 * @returns {Promise<{text: string, link?: [string, string]} | null>} `link` is an address and its text; null where nothing is known
 */
export async function due({ phase, by_hand: byHand, titles, page, plan }) {
  const made = await visitorPlan(plan)
  if (!made || made.offline) return null
  if (made.error) return { text: made.error }
  const step = made.steps.find((one) => one.phase === phase)
  const [now, words] = [today(), plan.due]
  if (byHand && !step.sent) return { text: posted(made, now, plan), link: [page, words.reason] }
  const stands = state(step, now)
  const instead = stands === 'late' && messageFor(step, now) !== step.template
  if (instead) return { text: said(words.instead, step, now, plan), link: titles[step.late] }
  return { text: said(words[keyOf(step, stands, now)], step, now, plan), link: [page, words.reason] }
}

/** Put the visitor's own day behind every wait of the page that names its phase. */
export async function showDays(root, facts) {
  const made = await visitorPlan(facts)
  for (const place of root.querySelectorAll('.afterword-when[data-phase]')) {
    place.querySelector('strong')?.remove()
    const step = made?.steps?.find((one) => one.phase === place.dataset.phase)
    if (step && !step.sent && !step.over && fits(place.dataset.template, step, facts)) place.append(strong(printDate(step.day, facts.dates)))
  }
}

/** A message for the other of two waits has no day of its own. */
function fits(template, step, { timeline }) {
  const { reasons } = timeline.phases.find(({ id }) => id === step.phase)
  return template === step.template || !Object.values(reasons).some((reason) => reason.template === template)
}

const strong = (textContent) => Object.assign(document.createElement('strong'), { textContent })

function posted({ interview }, now, plan) {
  const day = handwrittenBy(interview, plan.timeline)
  return filled(plan.due.posted, { day: printDate(day, plan.dates), away: daysAway(day, now, plan.days) })
}

function keyOf(step, stands, now) {
  if (stands === 'sent' || stands === 'over') return stands === 'sent' ? 'gone' : 'left'
  if (stands === 'late') return 'late'
  if (now > step.day) return step.latest ? 'slipped' : 'open'
  if (!step.latest) return 'on'
  return stands === 'early' ? 'not_before' : 'by'
}

function said(text, { day, earliest, latest }, now, { dates, days }) {
  const [on, from, to] = [day, earliest, latest ?? day].map((one) => printDate(one, dates))
  return filled(text, { day: on, from, to, away: daysAway(day, now, days) })
}
