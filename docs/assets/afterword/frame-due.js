/** Stands in for due.js in the frame of a message: the days are the timeline's, which has a frame of its own. */

/** @returns {Promise<null>} */
export async function due() {
  return null
}
