/** How a graph is launched: the command line, the runners, progress and the words at the end. */
package io.autocut.runners;
