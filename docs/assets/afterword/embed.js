/** The script that a host page loads; pasted twice, it begins once, and loaded as a module it knows no place to begin. */

import { embedFrom } from './afterword-embed.js'

const base = document.currentScript?.src

if (base && !customElements.get('afterword-embed')) customElements.define('afterword-embed', embedFrom(base))
