/** Calendar files that every calendar reads (RFC 5545); macros/ics.py writes the same bytes. */

import { addDays } from './business-days.js'
import { iso } from './days.js'
import { say } from './say.js'

const MOST_OCTETS = 75
/** Nine in the morning, counted from the midnight on which the day begins. */
const ALARM = 'PT9H'
const CONTROLS = /[\0-\t\v-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/u

/**
 * @typedef {{phase: string, interview: Date, day: Date, summary: string, description: string, url: string}} Event
 * `url` is the message's address, `description` has LF line ends.
 */

/**
 * A calendar of `events`. It knows one by its phase and interview, so a file of a later minute updates the one before it.
 * @param {Event[]} events
 * @param {Date} stamp when it was written
 * @returns {string}
 * @throws {RangeError} for control characters and lone surrogates
 */
export function ics(events, stamp) {
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Afterword//Afterword//EN', 'CALSCALE:GREGORIAN']
  const lines = [...head, ...events.flatMap((event) => eventLines(event, stamp)), 'END:VCALENDAR']
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/**
 * The event for one phase.
 * @param {string} phase
 * @param {Date} interview
 * @param {Date} day
 * @param {{why: string, message: string, url: string, text: string, company: string}} facts
 * `company` may be empty
 * @param {Record<string, string>} words the locale's `ics`
 * @returns {Event}
 */
export function makeEvent(phase, interview, day, facts, words) {
  const summary = say(facts.company ? words.summary_at : words.summary, facts)
  return { phase, interview, day, summary, description: say(words.description, facts), url: facts.url }
}

function eventLines({ phase, interview, day, summary, description, url }, stamp) {
  const written = `${basic(stamp.toISOString().slice(0, 19)).replaceAll(':', '')}Z`
  return [
    'BEGIN:VEVENT',
    `UID:${phase}-${iso(interview)}@afterword`,
    `DTSTAMP:${written}`,
    `LAST-MODIFIED:${written}`,
    // Calendars pass over an update whose number is not higher.
    `SEQUENCE:${Math.floor(stamp.getTime() / 60_000)}`,
    `DTSTART;VALUE=DATE:${basic(iso(day))}`,
    `DTEND;VALUE=DATE:${basic(iso(addDays(day, 1)))}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    `URL:${checked(url)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:${ALARM}`,
    `DESCRIPTION:${escaped(summary)}`,
    'END:VALARM',
    'END:VEVENT',
  ]
}

const basic = (text) => text.replaceAll('-', '')

/** TEXT as RFC 5545, 3.3.11, escapes it. */
const escaped = (value) => checked(value).replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n')

function checked(value) {
  const bad = CONTROLS.exec(value)
  if (bad) throw new RangeError(`U+${bad[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
  return value
}

/** Lines of at most 75 octets, broken between code points only; a space begins each but the first. */
function folded(line) {
  const rows = ['']
  let room = MOST_OCTETS
  for (const mark of line) {
    const size = new TextEncoder().encode(mark).length
    if (size > room) {
      rows.push(' ')
      room = MOST_OCTETS - 1
    }
    rows[rows.length - 1] += mark
    room -= size
  }
  return rows.join('\r\n')
}
