/** Stands in for addresses.js in the frames that ask for no e-mail address. */

/** @returns {{address: string}} */
export const asciiAddress = (address) => ({ address })
