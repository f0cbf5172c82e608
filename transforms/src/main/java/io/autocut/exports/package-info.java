/** What people and other programs take away: plans, reports and catalogues as plain files. */
package io.autocut.exports;
