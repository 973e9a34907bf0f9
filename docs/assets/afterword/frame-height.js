/** The frame tells the page around it how high it is: at once, at each change, and when that page says it is ready. */

/**
 * The kit's own message goes to whoever frames the page, for nothing in it is secret; WordPress hears its own too.
 * @param {Element} content what is to be seen whole
 * @param {() => string} secret WordPress's, empty where there is none
 * @returns {() => void} what tells it once more
 */
export function tellHeight(content, secret) {
  const tell = () => {
    const height = Math.ceil(content.getBoundingClientRect().height)
    tellHost({ type: 'afterword:height', v: 1, height })
    if (secret()) tellHost({ message: 'height', value: height, secret: secret() })
  }
  // A browser lets nothing be observed in a frame that is not seen, and some hosts show it only when they know its height.
  tell()
  new ResizeObserver(tell).observe(content)
  addEventListener('message', ({ source, data }) => {
    if (source === parent && data?.message === 'ready') tell()
  })
  return tell
}

/** Say something to the page around this one, if there is one. */
export function tellHost(message) {
  if (parent !== window) parent.postMessage(message, '*')
}
