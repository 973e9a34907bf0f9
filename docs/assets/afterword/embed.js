/** The script that a host page loads; pasted twice, it begins once. */

import { embedFrom } from './afterword-embed.js'

if (!customElements.get('afterword-embed')) customElements.define('afterword-embed', embedFrom(document.currentScript.src))
