/** The real graph on archives that do not exist, to see what the graph itself costs. */
package io.autocut.runners.simulation;
