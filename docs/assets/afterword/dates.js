/** Dates as messages and forms write them; macros/dates.py gives the same. */

import { say } from './say.js'

/**
 * Read an ISO 8601 calendar date, YYYY-MM-DD and no other form.
 * @param {string} text
 * @returns {Date | null} midnight UTC of that day, or null where there is no such day
 */
export function readDate(text) {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text)
  if (!match) return null
  const [year, month, day] = match.slice(1).map(Number)
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null
}

/**
 * Write a date in words.
 * @param {Date} date
 * @param {{format: string, weekdays: string[], months: string[]}} names the locale's table; weekdays from Monday
 * @returns {string}
 */
export function printDate(date, names) {
  const parts = {
    weekday: names.weekdays[(date.getUTCDay() + 6) % 7],
    day: date.getUTCDate(),
    month: names.months[date.getUTCMonth()],
    year: date.getUTCFullYear(),
  }
  return say(names.format, parts)
}
