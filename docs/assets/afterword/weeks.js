/** The days of a plan as weeks of a calendar, to be drawn. */

import { addDays, hasOff } from './business-days.js'
import { iso } from './days.js'

/**
 * @typedef {{day: Date, mark: string, off: boolean, open: boolean, today: boolean}} Cell
 * `mark` is what falls on the day, or empty; `open` is a day on which a message may still go.
 */

/**
 * The weeks, from Monday, in which something falls; null stands for weeks in which nothing does.
 * @param {[Date, string][]} marks each day with what falls on it
 * @param {import('./steps.js').Step[]} steps
 * @param {import('./business-days.js').Calendar} calendar
 * @param {Date} today
 * @returns {(Cell[] | null)[]}
 */
export function weeks(marks, steps, calendar, today) {
  const named = new Map()
  for (const [day, mark] of marks) named.set(iso(day), `${named.get(iso(day)) ?? ''}${mark}`)
  const mondays = [...new Set(marks.map(([day]) => mondayOf(day).getTime()))].sort((one, other) => one - other)
  const rows = []
  for (const time of mondays) {
    const monday = new Date(time)
    const before = rows.at(-1)
    if (before && addDays(before[0].day, 7) < monday) rows.push(null)
    rows.push(Array.from({ length: 7 }, (_, number) => cell(addDays(monday, number))))
  }
  return rows

  function cell(day) {
    const open = today <= day && steps.some((step) => isOpen(step, day))
    return { day, mark: named.get(iso(day)) ?? '', off: isOff(day, calendar), open, today: iso(day) === iso(today) }
  }
}

const isOpen = ({ sent, over, earliest, latest }, day) => !sent && !over && earliest <= day && day <= (latest ?? earliest)

/** A drawn week may reach into a year of which the holidays are not known; no message falls there. */
function isOff(day, calendar) {
  const { years } = calendar
  return hasOff(day, years?.has(day.getUTCFullYear()) === false ? { ...calendar, years: null } : calendar)
}

const mondayOf = (day) => addDays(day, -((day.getUTCDay() + 6) % 7))
