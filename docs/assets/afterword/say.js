/** Texts with places for facts in them. */

/**
 * Put facts into the places that a text names in braces.
 * @param {string} text
 * @param {Record<string, string | number>} facts
 * @returns {string}
 */
export const say = (text, facts) => text.replace(/\{([a-z]+)\}/g, (_, name) => facts[name])
