/** The script of the frame of a message, joined with all that it imports. */

import { AfterwordTemplate } from './afterword-template.js'
import { startFrame } from './frame.js'

startFrame(() => customElements.define('afterword-template', AfterwordTemplate))
