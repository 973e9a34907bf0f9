/** A .zip file with stored entries, as the application note of PKWARE, 4.3, says; names are UTF-8. */

const UTF_8 = 0x0800
const VERSION = 20

/**
 * Write the archive.
 * @param {[string, string][]} files names, each different, and texts
 * @param {Date} date the local time that every entry gets, from 1980 on, to two seconds
 * @returns {Blob}
 */
export function zip(files, date) {
  const entries = []
  let offset = 0
  for (const [name, text] of files) {
    const [title, content] = [name, text].map((part) => new TextEncoder().encode(part))
    const facts = [...stamp(date), [4, crc32(content)], [4, content.length], [4, content.length], [2, title.length], [2, 0]]
    const local = bytes([4, 0x04034b50], [2, VERSION], [2, UTF_8], [2, 0], ...facts)
    const central = bytes([4, 0x02014b50], [2, VERSION], [2, VERSION], [2, UTF_8], [2, 0], ...facts, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset])
    entries.push({ whole: [local, title, content], listed: [central, title] })
    offset += local.length + title.length + content.length
  }
  const directory = new Blob(entries.flatMap(({ listed }) => listed))
  const count = entries.length
  const end = bytes([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, directory.size], [4, offset], [2, 0])
  return new Blob([...entries.flatMap(({ whole }) => whole), directory, end], { type: 'application/zip' })
}

/**
 * The check sum of ISO 3309.
 * @param {Uint8Array} content
 * @returns {number}
 */
export function crc32(content) {
  let sum = -1
  for (const octet of content) {
    sum ^= octet
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

/** The time and the day as MS-DOS keeps them. */
function stamp(date) {
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1)
  return [[2, time], [2, ((date.getFullYear() - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate()]]
}

/** Numbers of the given sizes, the lowest octet first. */
function bytes(...numbers) {
  return Uint8Array.from(numbers.flatMap(([size, number]) => Array.from({ length: size }, (_, at) => number >>> (8 * at))))
}
