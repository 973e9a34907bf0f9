/** How long a message is in the terms of its channel; macros/measure.py gives the same. */

/**
 * Name the text that applies, and its numbers: seconds of speech rounded up to the next five, or code points.
 * @param {string} text
 * @param {{words_per_minute?: string, most?: string, most_free?: string}} channel as channels.yml has it
 * @returns {[string, Record<string, number>] | null} null where the channel has no limit
 */
export function measure(text, channel) {
  if (channel.words_per_minute) {
    const rate = Number(channel.words_per_minute)
    const words = text.match(/[^ \n]+/gu)?.length ?? 0
    return ['spoken', { seconds: Math.ceil((words * 12) / rate) * 5, rate }]
  }
  if (channel.most) {
    const [most, free, count] = [Number(channel.most), Number(channel.most_free), [...text].length]
    const key = count <= free ? 'within' : count <= most ? 'paid_only' : 'over'
    return [key, { count, most, free, over: count - most }]
  }
  return null
}
