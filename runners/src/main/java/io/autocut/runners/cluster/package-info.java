/** Flink clusters: one of this machine's own processes, and any that a job is given to. */
package io.autocut.runners.cluster;
