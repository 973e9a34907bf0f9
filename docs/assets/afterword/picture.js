/** The visitor's days drawn as a calendar; the list beside it says the same in words. */

import { printDate } from './dates.js'
import { today } from './days.js'
import { actOn, isKnown } from './plan-steps.js'
import { say } from './say.js'
import { weeks } from './weeks.js'

const MONDAY = Date.UTC(2024, 0, 1)
const DAY = 86_400_000

/**
 * @param {HTMLElement} figure
 * @param {import('./visitor-plan.js').VisitorPlan | null} made hides the figure where there are no days
 * @param {(step: import('./steps.js').Step) => string} titleOf
 * @param {object} facts as macros/planner.py writes them
 */
export function showPicture(figure, made, titleOf, { words, language, plan }) {
  figure.hidden = !made
  if (!made) return
  const now = today()
  const left = made.steps.filter((step) => !step.over && isKnown(step))
  const marks = marksOf(made, left, titleOf, words, now)
  const said = marks.map(([day, , what]) => say(words.at, { what, day: printDate(day, plan.dates) }))
  const drawing = figure.querySelector('[role="img"]')
  drawing.setAttribute('aria-label', say(words.picture, { days: new Intl.ListFormat(language).format(said) }))
  const rows = weeks(marks, left, made.calendar, now)
  drawing.replaceChildren(...weekdays(), ...rows.flatMap((week, row) => drawn(week, rows.slice(0, row), words.gap)))
}

/** Each day with the letter or number of what falls on it, and its name. */
function marksOf({ interview, promised, steps }, left, titleOf, words, now) {
  const named = [[interview, 'I', words.interview], ...(promised ? [[promised, 'P', words.promised]] : [])]
  const numbers = left.map((step) => [actOn(step, now), String(steps.indexOf(step) + 1), titleOf(step)])
  return [...named, ...numbers].sort(([one], [other]) => one - other)
}

function weekdays() {
  const name = namer({ weekday: 'narrow' })
  return Array.from({ length: 7 }, (_, number) => make('b', name(new Date(MONDAY + number * DAY))))
}

/** A week, with a line above it where a month begins. */
function drawn(week, above, gap) {
  if (!week) return [make('i', gap)]
  const last = above.filter(Boolean).at(-1)?.at(-1)
  const begins = week.map(({ day }, place) => day.getUTCMonth() !== (week[place - 1] ?? last)?.day.getUTCMonth())
  const name = namer({ month: 'short' })
  const months = begins.includes(true) ? week.map(({ day }, place) => make('em', begins[place] ? name(day) : '')) : []
  return [...months, ...week.map(cellOf)]
}

function cellOf({ day, mark, off, open, today }) {
  const cell = make('span', String(day.getUTCDate()))
  if (mark) cell.dataset.mark = mark
  for (const [name, is] of Object.entries({ off, open, today })) cell.toggleAttribute(`data-${name}`, is)
  return cell
}

function namer(options) {
  const format = new Intl.DateTimeFormat(navigator.language, { ...options, timeZone: 'UTC' })
  return (day) => format.format(day)
}

const make = (tag, textContent) => Object.assign(document.createElement(tag), { textContent })
