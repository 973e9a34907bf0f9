/** A colour of somebody's own that stays readable: WCAG 2.2, 1.4.3, asks for a contrast of 4.5 to 1. */

const LEAST = 4.5
const STEPS = 50
const BLACK = [0, 0, 0]
const WHITE = [255, 255, 255]

/**
 * @param {string} text `#006747`, `006747` or `#067`
 * @returns {number[] | null} red, green and blue from 0 to 255, or null for what is no colour
 */
export function readColour(text) {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1]
  if (!digits) return null
  const long = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits
  return [0, 2, 4].map((at) => parseInt(long.slice(at, at + 2), 16))
}

/** @param {number[]} colour @returns {string} as a style sheet has it */
export function printColour(colour) {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** @returns {number} from 1 to 21, as WCAG 2.2 defines the contrast ratio */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/**
 * The accent nearest to the wish that can be read on the sheet, as text and below it as a button: darker on a light
 * sheet, lighter on a dark one.
 * @param {number[]} wish
 * @param {number[]} sheet
 * @returns {{accent: number[], ink: number[], wash: number[]}} `ink` is for text on the accent; `wash` is a hint of it
 */
export function accentOn(wish, sheet) {
  const towards = contrast(sheet, BLACK) > contrast(sheet, WHITE) ? BLACK : WHITE
  for (let step = 0; ; step += 1) {
    const accent = mix(wish, towards, step / STEPS)
    const wash = mix(sheet, accent, 0.12)
    if (step === STEPS || (contrast(accent, sheet) >= LEAST && contrast(accent, wash) >= LEAST)) {
      return { accent, wash, ink: contrast(accent, WHITE) >= contrast(accent, BLACK) ? WHITE : BLACK }
    }
  }
}

const mix = (one, other, share) => one.map((part, at) => Math.round(part + (other[at] - part) * share))

function luminance(colour) {
  const [red, green, blue] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
