/** A filled message as plain text; macros/message.py writes the same. */

/** @param {{subject: string, body: string}} message @returns {string} the .txt file */
export function txt({ subject, body }) {
  return `${subject ? `Subject: ${subject}\n\n` : ''}${body}\n`
}
