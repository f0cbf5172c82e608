/**
 * From analyses and beats to the edit decision list: which range of which clip is shown when, and
 * why.
 */
package io.autocut.planning;
