/** Business days: neither weekend nor public holiday. macros/business_days.py gives the same. */

import { iso } from './days.js'

/** The names of weekdays in settings. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const WEEKEND = ['sat', 'sun']
const DAY = 86_400_000

/** No day can be given: `key` names the text in the locale's `date_errors`, `facts` what it tells. */
export class DatesRefused extends RangeError {
  /** @param {string} key @param {Record<string, string | number | Date>} [facts] */
  constructor(key, facts = {}) {
    super(key)
    this.key = key
    this.facts = facts
  }
}

/**
 * @typedef {{place: string, weekend: Set<number>, holidays: Set<string>, years: Set<number> | null}} Calendar
 * `weekend` counts from 0, Monday; `holidays` are ISO dates, complete for `years`, which is null where none were chosen.
 * @typedef {{name: string, weekend: string[], years: number[], holidays: [string, string][],
 *   regions: Record<string, Region>}} Country
 * @typedef {{name: string, add: [string, string][], remove: [string, string][]}} Region
 */

/**
 * @param {string[] | null} [weekend] of WEEKDAYS; the country's, or that of most places, where left out
 * @param {Country | null} [country] a holiday file, as the site has it
 * @param {string | null} [region] a key of the country's `regions`
 * @returns {Calendar}
 * @throws {DatesRefused} for a weekend that leaves no day of the week
 */
export function makeCalendar(weekend = null, country = null, region = null) {
  const names = weekend ?? country?.weekend ?? WEEKEND
  const numbers = new Set(names.map((name) => WEEKDAYS.indexOf(name)))
  if (numbers.size === WEEKDAYS.length) throw new DatesRefused('weekend')
  if (!country) return { place: '', weekend: numbers, holidays: new Set(), years: null }
  const holidays = new Set(country.holidays.map(([day]) => day))
  const own = region === null ? { add: [], remove: [] } : country.regions[region]
  for (const [day] of own.remove) holidays.delete(day)
  for (const [day] of own.add) holidays.add(day)
  const place = own.name ? `${own.name}, ${country.name}` : country.name
  return { place, weekend: numbers, holidays, years: new Set(country.years) }
}

/** @returns {Date} the calendar day `count` days after `day` @throws {DatesRefused} past the year 9999 */
export function addDays(day, count) {
  const sum = new Date(day.getTime() + count * DAY)
  if (sum.getUTCFullYear() > 9999) throw new DatesRefused('beyond')
  return sum
}

/** @returns {boolean} whether `day` is no business day @throws {DatesRefused} where its year's holidays are not known */
export function hasOff(day, { place, weekend, holidays, years }) {
  const year = day.getUTCFullYear()
  if (years && !years.has(year)) throw new DatesRefused('no_holidays', { place, year })
  return weekend.has((day.getUTCDay() + 6) % 7) || holidays.has(iso(day))
}

/** @returns {Date} `day` itself where it is a business day, else the next one */
export function businessDayFrom(day, calendar) {
  let found = day
  while (hasOff(found, calendar)) found = addDays(found, 1)
  return found
}

/** @returns {Date} the business day number `count` (from 1) after `day`, which is never counted itself */
export function nthBusinessDay(day, count, calendar) {
  let found = day
  for (let number = 0; number < count; number += 1) found = businessDayFrom(addDays(found, 1), calendar)
  return found
}
