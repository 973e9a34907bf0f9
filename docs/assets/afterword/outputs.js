/** A filled message as what leaves the page; macros/message.py writes the same bytes. */

const FOLD = '\r\n '
const MOST_LINE = 998
const ATOMS = /^[A-Za-z0-9!#$%&'*+\/=?^_`{|}~-]+( [A-Za-z0-9!#$%&'*+\/=?^_`{|}~-]+)*$/
const CONTROLS = /[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/u

/** The most characters of an address that mail programs take whole. */
export const MOST_ADDRESS = 1800

/**
 * @typedef {{name: string, address: string, subject: string, body: string}} Message
 * `address` is ASCII; `subject` is empty for every channel but e-mail.
 */

/**
 * The .eml file: an unsent draft (RFC 5322, MIME), ASCII throughout.
 * @param {Message} message
 * @returns {string}
 * @throws {RangeError} for a control character in a header
 */
export function eml({ name, address, subject, body }) {
  return [
    'X-Unsent: 1',
    ...(address ? [addressHeader('To', name, address)] : []),
    textHeader('Subject', subject),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(body),
    '',
  ].join('\r\n')
}

/** @param {Message} message @returns {string} RFC 6068 */
export function mailto({ address, subject, body }) {
  const to = encodeURIComponent(address).replace('%40', '@')
  return `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(crlf(body))}`
}

/** @param {Message} message @returns {string} Gmail's compose window */
export function gmail({ address, subject, body }) {
  return `https://mail.google.com/mail/u/0/?to=${encodeURIComponent(address)}&su=${encodeURIComponent(subject)}&body=${encodeURIComponent(crlf(body))}&tf=cm`
}

/** @param {Message} message @param {string} account `personal`, or `work` @returns {string} Outlook's compose window */
export function outlook({ address, subject, body }, account) {
  const place = account === 'personal' ? 'outlook.live.com/mail/0' : 'outlook.office.com/mail'
  return `https://${place}/deeplink/compose?to=${encodeURIComponent(address)}&subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(crlf(body))}`
}

/** @param {string} text @returns {string} the same as HTML, for a paste into a mail program */
export function richText(text) {
  const safe = text.replace(/[&<>"']/g, (mark) => `&#${mark.codePointAt(0)};`)
  return safe.split('\n\n').map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`).join('')
}

/** An unstructured header (RFC 5322, 2.2.1), folded: printable ASCII as it is, anything else as encoded words. */
export function textHeader(name, value) {
  refuseControls(name, value)
  const lines = folded(`${name}:`, ` ${value}`.match(/ *[^ ]+/g) ?? [], 78)
  // Readers differ in how many spaces they keep at a fold, so a fold before two calls for encoded words.
  const isSound = (line) => line.length <= MOST_LINE && !line.startsWith('  ')
  if (isLiteral(value) && lines.every(isSound)) return lines.join('\r\n')
  return encodedWords(`${name}: `, value).join(FOLD)
}

/** A header with one mailbox (RFC 5322, 3.4): the display name literally, quoted or as encoded words. */
export function addressHeader(name, display, address) {
  refuseControls(name, display)
  if (!display) return `${name}: ${address}`
  const lines = isLiteral(display) ? [`${name}: ${quoted(display)}`] : encodedWords(`${name}: `, display)
  const fits = lines.at(-1).length + ` <${address}>`.length <= 76
  return `${lines.join(FOLD)}${fits ? ' ' : FOLD}<${address}>`
}

/** RFC 2045, 6.7: lines of at most 76 octets, CRLF between them. */
export function quotedPrintable(text) {
  return text.split('\n').map(quotedLine).join('\r\n')
}

const crlf = (text) => text.replaceAll('\n', '\r\n')
const isLiteral = (value) => /^[ -~]*$/.test(value) && !value.includes('=?')
const quoted = (display) => (ATOMS.test(display) ? display : `"${display.replace(/["\\]/g, '\\$&')}"`)
const octets = (mark) => Array.from(new TextEncoder().encode(mark), (octet) => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`).join('')

function refuseControls(name, value) {
  const bad = CONTROLS.exec(value)
  if (bad) throw new RangeError(`${name} holds U+${bad[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
}

function folded(start, tokens, most) {
  const lines = [start]
  tokens.forEach((token, number) => {
    if (number && lines.at(-1).length + token.length > most) lines.push(token)
    else lines[lines.length - 1] += token
  })
  return lines
}

function encodedWords(start, value) {
  const words = [`${start}=?utf-8?Q?`]
  let room = 76 - words[0].length - '?='.length
  for (const mark of value) {
    const token = mark === ' ' ? '_' : /[A-Za-z0-9]/.test(mark) ? mark : octets(mark)
    if (token.length > room) {
      words.push('=?utf-8?Q?')
      room = 75 - '=?utf-8?Q??='.length
    }
    words[words.length - 1] += token
    room -= token.length
  }
  return words.map((word) => `${word}?=`)
}

/** A space at the end could be lost on the way, and `From ` at the start be taken for a mailbox's next message. */
function quotedLine(line) {
  const rows = ['']
  let rest = line
  for (const mark of line) {
    const plain = (/[!-~]/.test(mark) && mark !== '=') || (mark === ' ' && rest !== ' ')
    if (rows.at(-1).length + (plain ? 1 : octets(mark).length) > 75) rows.push('')
    const startsMailbox = !rows.at(-1) && rest.startsWith('From ')
    rows[rows.length - 1] += plain && !startsMailbox ? mark : octets(mark)
    rest = rest.slice(mark.length)
  }
  return rows.join('=\r\n')
}
