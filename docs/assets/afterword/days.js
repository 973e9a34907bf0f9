/** Days as messages name them, and counted; macros/dates.py gives the same. A day is a Date at midnight UTC. */

import { printDate } from './dates.js'
import { say } from './say.js'

const DAY = 86_400_000

/** @param {Date} day @returns {string} YYYY-MM-DD */
export const iso = (day) => day.toISOString().slice(0, 10)

/** @param {Date} from @param {Date} to @returns {number} whole days, negative where `to` is before `from` */
export const daysBetween = (from, to) => (to.getTime() - from.getTime()) / DAY

/**
 * The day that it is where the visitor is.
 * @param {Date} [now]
 * @returns {Date}
 */
export function today(now = new Date()) {
  const day = new Date(0)
  day.setUTCFullYear(now.getFullYear(), now.getMonth(), now.getDate())
  return day
}

/**
 * Name a day as a message sent on `today` does; the weekday alone stands for the last six days.
 * @param {Date} day
 * @param {Date} today
 * @param {{dates: object, days: Record<string, string>}} texts the locale's tables
 * @returns {string}
 */
export function relativeDay(day, today, { dates, days }) {
  const ago = daysBetween(day, today)
  if (ago === 0) return days.today
  if (ago === 1) return days.yesterday
  const recent = ago > 1 && ago <= 6
  const words = { weekday: printDate(day, { ...dates, format: '{weekday}' }), date: printDate(day, dates) }
  return say(recent ? days.weekday : days.date, words)
}

/**
 * How far `day` is from `today`.
 * @param {Date} day
 * @param {Date} today
 * @param {Record<string, string>} words the locale's `days`
 * @returns {string}
 */
export function daysAway(day, today, words) {
  const count = daysBetween(today, day)
  const near = { '-1': words.yesterday, 0: words.today, 1: words.tomorrow }[count]
  return near ?? say(count > 0 ? words.ahead : words.ago, { count: Math.abs(count) })
}
