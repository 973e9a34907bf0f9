/** The visitor's days drawn as a calendar. */

import { weeks } from './weeks.js'

const MONDAY = Date.UTC(2024, 0, 1)
const DAY = 86_400_000

/**
 * @param {[Date, string][]} marks each day with the letter or number of what falls on it
 * @param {import('./steps.js').Step[]} steps
 * @param {import('./business-days.js').Calendar} calendar
 * @param {Date} today
 * @param {string} gap what stands for weeks that are left out
 * @returns {Element[]} the cells of seven columns, the names of the weekdays first
 */
export function picture(marks, steps, calendar, today, gap) {
  return [...weekdays(), ...weeks(marks, steps, calendar, today).flatMap((week) => drawn(week, gap))]
}

function weekdays() {
  const format = new Intl.DateTimeFormat(navigator.language, { weekday: 'narrow', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, number) => made('b', format.format(new Date(MONDAY + number * DAY))))
}

function drawn(week, gap) {
  if (!week) return [made('i', gap)]
  return week.map(({ day, mark, off, open, today }) => {
    const cell = made('span', String(day.getUTCDate()))
    if (mark) cell.dataset.mark = mark
    for (const [name, is] of Object.entries({ off, open, today })) cell.toggleAttribute(`data-${name}`, is)
    return cell
  })
}

const made = (tag, textContent) => Object.assign(document.createElement(tag), { textContent })
