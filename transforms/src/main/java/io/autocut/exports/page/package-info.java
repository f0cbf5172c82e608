/** The page on which a film, or a plan of one, is looked at and judged; and the pictures for it. */
package io.autocut.exports.page;
