/** Plans in the formats of editing programs, and back. */
package io.autocut.exports.interchange;
