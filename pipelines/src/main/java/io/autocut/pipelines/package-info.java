/** The graphs, each readable as a list of named transforms. */
package io.autocut.pipelines;
