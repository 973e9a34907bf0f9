/** The script of the frame of the draft check, joined with all that it imports. */

import { AfterwordCheck } from './check-element.js'
import { startFrame } from './frame.js'

startFrame(() => customElements.define('afterword-check', AfterwordCheck))
