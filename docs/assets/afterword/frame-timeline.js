/** The script of the frame of the timeline, joined with all that it imports. */

import { AfterwordTimeline } from './afterword-timeline.js'
import { offerCountry } from './frame-country.js'
import { startFrame } from './frame.js'

startFrame(() => {
  offerCountry()
  customElements.define('afterword-timeline', AfterwordTimeline)
})
