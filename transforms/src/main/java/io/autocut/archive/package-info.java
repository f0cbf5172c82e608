/** Archives of clips: their catalogues, and what is known of the work that they would take. */
package io.autocut.archive;
