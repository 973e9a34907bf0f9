/** A compiled message in the page: filled, and read back as text. Values become text only, never markup. */

/**
 * Put values into the slots and show the parts that they allow.
 * @param {ParentNode} root
 * @param {Map<string, string>} values in words, by field; a field without a value has no entry
 * @param {Map<string, string>} holes what stands in an empty slot, by field
 */
export function fill(root, values, holes) {
  for (const slot of root.querySelectorAll('[data-slot]')) {
    const field = slot.dataset.slot
    const text = values.get(field) ?? holes.get(field)
    if (slot.textContent !== text) slot.textContent = text
    slot.classList.toggle('afterword-hole', !values.has(field))
  }
  for (const part of root.querySelectorAll('[data-when]')) {
    part.hidden = !part.dataset.when.split(' ').every((field) => values.has(field))
  }
}

/**
 * The text of one line or paragraph: what is shown, and nothing else.
 * @param {Element} line
 * @returns {string}
 */
export function readLine(line) {
  const copy = line.cloneNode(true)
  for (const part of copy.querySelectorAll('[hidden]')) part.remove()
  return copy.textContent.replace(/^[ \n]+|[ \n]+$/g, '')
}

/**
 * The message as plain text: the shown paragraphs, an empty line between two.
 * @param {Element} body
 * @returns {string}
 */
export function readText(body) {
  return Array.from(body.children, (paragraph) => (paragraph.hidden ? '' : readLine(paragraph))).filter(Boolean).join('\n\n')
}

/**
 * The fields with a slot that does not stand under its own condition.
 * @param {ParentNode} root
 * @returns {Set<string>}
 */
export function requiredFields(root) {
  const bare = Array.from(root.querySelectorAll('[data-slot]')).filter((slot) => !isConditional(slot, slot.dataset.slot))
  return new Set(bare.map((slot) => slot.dataset.slot))
}

function isConditional(slot, field) {
  const part = slot.closest('[data-when]')
  return Boolean(part) && (part.dataset.when.split(' ').includes(field) || isConditional(part.parentElement, field))
}
